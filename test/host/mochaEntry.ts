/**
 * Runs inside the extension host: loads every bundled editor test and reports on the console.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { format } from 'node:util';
import type MochaClass from 'mocha';
import { reportMark } from './suiteResults';

/** What VS Code calls. Rejects when a test failed, which makes the editor end with a non-zero code. */
export async function run(): Promise<void> {
  // Bundled into out/test/host: the tests are beside it, and mocha and its reporter are those of the repository.
  const repository = path.resolve(__dirname, '..', '..', '..');
  const load = createRequire(path.join(repository, 'package.json'));
  const Mocha = load('mocha') as typeof MochaClass;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(reportMark + line);
  };
  const reporter = path.join(repository, 'test', 'host', 'resultsReporter.cjs');
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, reporter });
  mocha.forbidOnly();
  mocha.forbidPending();
  const tests = path.resolve(__dirname, '..', 'editor');
  for (const name of readdirSync(tests, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(tests, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
