/**
 * Runs one kind and judges it. A kind that fails leaves evidence behind and does not stop others.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../host/installation';
import { added } from './confusion';
import { judge } from './judge';
import type { Judgement } from './judge';
import type { Kind } from './kind';
import type { KindOutcome } from './outcome';
import { Stage } from './stage';
import type { World } from './world';

/** What happened, told line by line to `say`. */
export async function runKind(
  world: World,
  kind: Kind,
  seed: number,
  say: (line: string) => void,
): Promise<KindOutcome> {
  const started = Date.now();
  const from = world.records.length;
  const stage = new Stage(world, kind.name, seed);
  const judgements: Judgement[] = [];
  let error: string | null = null;
  try {
    await kind.run(stage);
    await world.checkPlainExtension();
    judgements.push(await judge(world, stage.folder));
    if (kind.reloads === true) {
      await stage.reload();
      judgements.push(await judge(world, stage.folder));
    }
  } catch (problem) {
    error = problem instanceof Error ? problem.message : String(problem);
  }
  const differences = judgements.flatMap((judgement) => judgement.differences);
  await keepRecords(world, kind, stage.folder, from);
  if (error !== null || differences.length > 0) await world.session.saveEvidence(evidenceOf(world, kind));
  try {
    await stage.end();
  } catch (problem) {
    error ??= `it could not be cleaned up: ${String(problem)}`;
    // The window may be gone with it.
    await world.session.saveEvidence(evidenceOf(world, kind)).catch(() => undefined);
  }
  const grades = judgements.map(({ grade }) => grade);
  const { name, title } = kind;
  const outcome: KindOutcome = {
    kind: { name, title, world: kind.world },
    matrix: added(judgements.map(({ matrix }) => matrix)),
    grade: grades.includes('inferred') ? 'inferred' : (grades[0] ?? null),
    differences,
    error,
    seconds: (Date.now() - started) / 1000,
  };
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

/** What the editor reported, what the truth made of it (each line over the letters of its authors), and our answer. */
async function keepRecords(world: World, kind: Kind, folder: string, from: number): Promise<void> {
  const directory = evidenceOf(world, kind);
  mkdirSync(directory, { recursive: true });
  const records = world.records.slice(from).map((record) => JSON.stringify(record));
  writeFileSync(path.join(directory, 'records.jsonl'), `${records.join('\n')}\n`);
  const docs = world.truth.touched.filter((doc) => doc.includes(`${folder}/`));
  writeFileSync(path.join(directory, 'truth.txt'), docs.map((doc) => lettered(world, doc)).join('\n'));
  const answers = await Promise.all(docs.map((doc) => answered(world, `${folder}/${path.basename(doc)}`)));
  writeFileSync(path.join(directory, 'answer.txt'), answers.join('\n'));
}

async function answered(world: World, file: string): Promise<string> {
  const { text, spans } = (await world.journalled(file)) ?? { text: '', spans: [] };
  const lines = spans.map(({ start, end, origin }) => JSON.stringify([text.slice(start, end), origin]));
  return `== ${file}\n${lines.join('\n')}\n`;
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
