/**
 * Runs kinds, one editor per world, and judges each. A kind that fails leaves evidence behind and does not stop others.
 */
import * as path from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
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
  keepRecords(world, kind, stage.path(''), from);
  if (error !== null || judgement.differences.length > 0) await keepEvidence(world, kind);
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

/** A picture and the logs. */
async function keepEvidence(world: World, kind: Kind): Promise<void> {
  await world.session.saveEvidence(evidenceOf(world, kind));
}

/** What the editor reported, and what the truth made of it: each line of the text over the letters of its authors. */
function keepRecords(world: World, kind: Kind, folder: string, from: number): void {
  const directory = evidenceOf(world, kind);
  mkdirSync(directory, { recursive: true });
  const records = world.records.slice(from).map((record) => JSON.stringify(record));
  writeFileSync(path.join(directory, 'records.jsonl'), `${records.join('\n')}\n`);
  const texts = world.truth.touched.filter((doc) => doc.includes(folder));
  writeFileSync(path.join(directory, 'truth.txt'), texts.map((doc) => lettered(world, doc)).join('\n'));
}

function lettered(world: World, doc: string): string {
  const { text, authors } = world.truth.of(doc) ?? { text: '', authors: '' };
  const lines = [...text.matchAll(/[^\n]+/g)].map(
    ({ 0: line, index }) => `${line}\n${authors.slice(index, index + line.length)}\n`,
  );
  return `== ${doc}\n${lines.join('')}`;
}

function evidenceOf(world: World, kind: Kind): string {
  return path.join(repositoryRoot, 'test-output', `accuracy-${world.mode}-${kind.name}`);
}
