/**
 * `npm run accuracy [-- --json] [--mode stable|precise] [--only KIND,KIND] [--random SESSIONS] [--ops N] [--seed N]`:
 * how right the answer "who wrote it" is, for each kind of edit and in random sessions, measured in a real VS Code
 * against the editor's own account. `--random 1 --seed 7` repeats the session with that seed. `--write-docs` measures
 * in both modes and puts the result into the table of `docs/detection.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repositoryRoot } from '../host/installation';
import { packageExtension } from '../host/packageExtension';
import { pinnedPackages } from '../host/pins';
import { allKinds, scriptedKinds } from './allKinds';
import { withMeasured } from './docsTable';
import type { Outcomes } from './docsTable';
import { shortcomings } from './outcome';
import type { KindOutcome } from './outcome';
import { jsonReport, textReport } from './report';
import { runAll } from './runAll';
import { parseRunArguments } from './runArguments';
import type { Mode } from './world';

const say = (line: string): void => console.error(line);

async function main(args: readonly string[]): Promise<void> {
  const names = allKinds().map(({ name }) => name);
  const parsed = parseRunArguments(args, names);
  if (typeof parsed === 'string') {
    say(parsed);
    process.exitCode = 2;
    return;
  }
  const vsix = await packageExtension(say);
  const modes: readonly Mode[] = parsed.writeDocs ? ['stable', 'precise'] : [parsed.mode];
  const kinds = allKinds().filter(({ name }) => parsed.only === null || parsed.only.includes(name));
  const { seed, random: sessions, ops: operations } = parsed;
  const random = { seed, sessions, operations, withChat: true, minimises: true };
  const outcomes = await Promise.all(modes.map((mode) => runAll({ mode, kinds, random }, { vsix, say })));
  modes.forEach((mode, index) => report(mode, outcomes[index] ?? [], parsed.json));
  const [stable = [], precise = []] = outcomes;
  if (parsed.writeDocs) await writeDocs({ stable, precise });
}

/** Reports, and sets the exit code. */
function report(mode: Mode, outcomes: readonly KindOutcome[], json: boolean): void {
  const problems = shortcomings(mode, outcomes);
  const vscode = pinnedPackages(process.platform, process.arch)['code-server']?.replace(/^4/, '1') ?? '';
  console.log(json ? jsonReport(mode, vscode, outcomes, problems) : textReport(outcomes));
  for (const problem of problems) say(problem);
  if (problems.length > 0) process.exitCode = 1;
}

async function writeDocs(outcomes: Outcomes): Promise<void> {
  const file = path.join(repositoryRoot, 'docs', 'detection.md');
  const titles = scriptedKinds().map(({ title }) => title);
  const text = withMeasured(readFileSync(file, 'utf8'), titles, outcomes);
  if (text === null) throw new Error(`${file} has no place for the table.`);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
