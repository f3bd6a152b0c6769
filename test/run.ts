/**
 * `npm test`: runs the suites one after the other, each in its own process, and ends with what failed and the sum of
 * their counts.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { filesBelow } from './host/filesBelow';
import { repositoryRoot } from './host/installation';
import { packageExtension } from './host/packageExtension';
import { runEditorTests } from './host/runTests';
import { createScratchDirectory } from './host/scratchDirectory';
import { resultsVariable } from './host/suiteResults';
import type { SuiteResults } from './host/suiteResults';

const suites = ['unit', 'git', 'editor', 'ui', 'accuracy'] as const;
type Suite = (typeof suites)[number];

/** Suites that run several files at once, each in a process of its own: they wait for git most of the time. */
const parallel: readonly Suite[] = ['git'];
const JOBS = 2;

/** Suites that install the packaged extension. */
const packaged: readonly Suite[] = ['editor', 'ui', 'accuracy'];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What to read again at the end, where nobody has to look for it among thousands of lines. */
  readonly reasons: readonly string[];
}

async function main(chosen: readonly Suite[]): Promise<void> {
  const interrupted = interruption();
  const scratch = createScratchDirectory('results');
  const reasons: string[] = [];
  let passed = 0;
  let failed = 0;
  try {
    if (chosen.some((suite) => packaged.includes(suite))) await packageExtension();
    for (const suite of chosen) {
      if (interrupted()) throw new Error('Interrupted.');
      console.log(`\n== ${suite} ==`);
      const outcome = await runSuite(suite, path.join(scratch.path, `${suite}.json`)).catch(
        (error: unknown) => broken(`The ${suite} suite could not run.`, error),
      );
      passed += outcome.passed;
      failed += outcome.failed;
      reasons.push(...outcome.reasons);
    }
  } catch (error) {
    console.error(error);
    failed += 1;
  } finally {
    scratch.remove();
  }
  if (reasons.length > 0) console.log(`\n== failed ==\n${reasons.join('\n')}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function runSuite(suite: Suite, resultsFile: string): Promise<Outcome> {
  const env = { [resultsVariable]: resultsFile };
  const code = suite === 'editor' ? await runEditorTests(env) : await runMocha(suite, env);
  const results = resultsIn(resultsFile);
  if (!results) return broken(`The ${suite} suite ended (code ${code}) without results.`);
  const { passes, failures } = results;
  if (passes + failures === 0) return broken(`The ${suite} suite ran no test.`);
  if (failures === 0 && code !== 0) {
    const outcome = broken(`The ${suite} suite ended with code ${code} although every test passed.`);
    return { ...outcome, passed: passes };
  }
  const reasons = results.failed.map(
    ({ title, message }) => `${suite}: ${title}\n  ${message.slice(0, 2000)}`,
  );
  return { passed: passes, failed: failures, reasons };
}

function broken(reason: string, ...details: readonly unknown[]): Outcome {
  console.error(reason, ...details);
  return { passed: 0, failed: 1, reasons: [reason] };
}

async function runMocha(suite: Suite, env: Readonly<Record<string, string>>): Promise<number | null> {
  const args = [
    ...['--import', 'tsx', path.join(repositoryRoot, 'node_modules', 'mocha', 'bin', '_mocha')],
    ...['--no-config', '--extension', 'ts'],
    ...(parallel.includes(suite) ? ['--parallel', '--jobs', String(JOBS)] : []),
    ...['--forbid-only', '--forbid-pending', '--timeout', suite === 'ui' ? '240000' : '60000'],
    ...['--reporter', path.join(repositoryRoot, 'test', 'host', 'resultsReporter.cjs')],
    ...filesBelow(path.join('test', suite), '.test.ts'),
  ];
  const child = spawn(process.execPath, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const endChild = (): void => void child.kill();
  process.once('SIGINT', endChild);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
  } finally {
    process.off('SIGINT', endChild);
  }
}

/**
 * Whether somebody asked us to end. The suite that runs ends its processes first, also the one in the editor, whose
 * runner listens to SIGINT only; asked again, we end at once.
 */
function interruption(): () => boolean {
  let asked = false;
  process.on('SIGINT', () => {
    if (asked) process.exit(130);
    asked = true;
  });
  process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  return () => asked;
}

function resultsIn(file: string): SuiteResults | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteResults;
  } catch {
    return null; // the suite died before it wrote them, which the caller reports
  }
}

/** `--suite unit,git` chooses; without it every suite runs. */
function chosenSuites(args: readonly string[]): readonly Suite[] {
  const at = args.findIndex((arg) => arg === '--suite' || arg.startsWith('--suite='));
  if (at < 0) return suites;
  const names = (args[at]?.split('=')[1] ?? args[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !suites.some((suite) => suite === name));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}. The suites are ${suites.join(', ')}.`);
  }
  return suites.filter((suite) => names.includes(suite));
}

try {
  void main(chosenSuites(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
