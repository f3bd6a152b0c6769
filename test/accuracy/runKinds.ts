/**
 * Runs kinds, one editor per world, and judges each. A kind that fails leaves evidence behind and does not stop others.
 */
import * as path from 'node:path';
import { writeFileSync } from 'node:fs';
import { repositoryRoot } from '../host/installation';
import { added } from './confusion';
import { judge } from './judge';
import type { Judgement } from './judge';
import type { Kind } from './kind';
import type { KindOutcome } from './outcome';
import { Stage } from './stage';
import { startWorld } from './world';
import type { Mode, World } from './world';

export interface RunOptions {
  readonly mode: Mode;
  readonly seed: number;
  /** The packaged extension. */
  readonly vsix: string;
  readonly say: (line: string) => void;
}

/** Gives one outcome per kind, in the order of the kinds within each world. */
export async function runKinds(kinds: readonly Kind[], options: RunOptions): Promise<KindOutcome[]> {
  const outcomes: KindOutcome[] = [];
  for (const name of ['fixture', 'copilot'] as const) {
    const chosen = kinds.filter((kind) => kind.world === name);
    if (chosen.length === 0) continue;
    options.say(`Starting the ${name} editor in ${options.mode} mode`);
    const world = await startWorld(name, options.mode, options.vsix, options.say);
    try {
      for (const kind of chosen) outcomes.push(await runKind(world, kind, options));
      await world.assertMode();
    } finally {
      await world.stop();
    }
  }
  return outcomes;
}

async function runKind(world: World, kind: Kind, { seed, say }: RunOptions): Promise<KindOutcome> {
  const started = Date.now();
  const from = world.records.length;
  const stage = new Stage(world, kind.name, seed);
  let judgement: Judgement = { matrix: added([]), grade: null, differences: [] };
  let error: string | null = null;
  try {
    await kind.run(stage);
    judgement = await judge(world, stage.path('').replace(/\/$/, ''));
  } catch (problem) {
    error = problem instanceof Error ? problem.message : String(problem);
  }
  if (error !== null || judgement.differences.length > 0) await keepEvidence(world, kind, from);
  try {
    await stage.end();
  } catch (problem) {
    error ??= `it could not be cleaned up: ${String(problem)}`;
  }
  const seconds = (Date.now() - started) / 1000;
  const { name, title } = kind;
  const outcome = { kind: { name, title, world: kind.world }, ...judgement, error, seconds };
  tellOf(outcome, say);
  return outcome;
}

function tellOf({ kind, differences, error, seconds }: KindOutcome, say: (line: string) => void): void {
  const result = error === null ? (differences.length === 0 ? 'right' : 'DIFFERS') : 'FAILED';
  say(`${result.padEnd(8)} ${kind.name} (${seconds.toFixed(1)} s)`);
  if (error !== null) say(`         ${error}`);
  for (const { file, text, truth, answer } of differences.slice(0, 8)) {
    say(`         ${path.basename(file)}: ${truth} called ${answer}: ${JSON.stringify(text.slice(0, 80))}`);
  }
}

/** A picture, the logs, and what the editor reported. */
async function keepEvidence(world: World, kind: Kind, from: number): Promise<void> {
  const directory = path.join(repositoryRoot, 'test-output', `accuracy-${world.mode}-${kind.name}`);
  await world.session.saveEvidence(directory);
  const records = world.records.slice(from).map((record) => JSON.stringify(record));
  writeFileSync(path.join(directory, 'records.jsonl'), `${records.join('\n')}\n`);
}
