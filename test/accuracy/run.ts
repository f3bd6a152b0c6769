/**
 * `npm run accuracy [-- --json] [--mode stable|precise] [--seed N] [--only KIND,KIND]`: how right the answer "who wrote
 * it" is, for each kind of edit, measured in a real VS Code against the editor's own account.
 */
import { packageExtension } from '../host/packageExtension';
import { pinnedPackages } from '../host/pins';
import { allKinds } from './allKinds';
import { parseRunArguments } from './runArguments';
import { shortcomings } from './outcome';
import { jsonReport, textReport } from './report';
import { runKinds } from './runKinds';

async function main(args: readonly string[]): Promise<void> {
  const kinds = allKinds();
  const parsed = parseRunArguments(
    args,
    kinds.map(({ name }) => name),
  );
  if (typeof parsed === 'string') {
    console.error(parsed);
    process.exitCode = 2;
    return;
  }
  const { mode, seed, only, json } = parsed;
  const say = (line: string): void => console.error(line);
  const vsix = await packageExtension(say);
  const chosen = kinds.filter(({ name }) => only === null || only.includes(name));
  const outcomes = await runKinds(chosen, { mode, seed, vsix, say });
  const problems = shortcomings(mode, outcomes);
  const vscode = pinnedPackages(process.platform, process.arch)['code-server']?.replace(/^4/, '1') ?? '';
  console.log(json ? jsonReport(mode, vscode, outcomes, problems) : textReport(outcomes));
  for (const problem of problems) say(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
