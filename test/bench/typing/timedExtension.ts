/**
 * The shipped extension with a stopwatch: the built bundle as it is, but that it gets the editor's API from
 * `test/fixtures/timed`.
 */
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../host/installation';

/** Milliseconds. */
export interface Taken {
  readonly time: number;
  /** Of the processor. */
  readonly cpu: number;
}

/** What the extension answers when it is activated. */
export interface TimedActivation {
  readonly loading: Taken;
  readonly activation: Taken;
}

/** What the listeners took for one event. */
export interface Sample {
  readonly kind: 'key' | 'other' | 'selection';
  /** Milliseconds. */
  readonly time: number;
  /** Microseconds of processor time. */
  readonly cpu: number;
}

/** What all our timers took together since the start: what is put off while a person types is in it. */
export interface TimersTaken {
  readonly count: number;
  /** Milliseconds. */
  readonly time: number;
  readonly longest: number;
}

export const timedExtensionId = 'countersign.countersign';

/** Builds the extension and lays it out in `directory`. */
export async function buildTimedExtension(directory: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });
  const from = (...parts: string[]): string => path.join(repositoryRoot, ...parts);
  const dist = path.join(directory, 'dist');
  for (const part of ['package.json', 'package.nls.json', 'media'])
    cpSync(from(part), path.join(directory, part), { recursive: true });
  cpSync(from('dist'), dist, { recursive: true });
  for (const helper of ['timedEditor.cjs', 'processorTime.cjs'])
    cpSync(from('test', 'fixtures', 'timed', helper), path.join(dist, helper));
  cpSync(from('test', 'fixtures', 'timed', 'main.cjs'), path.join(dist, 'extension.js'));
  writeFileSync(
    path.join(dist, 'countersign.js'),
    withTimedEditor(readFileSync(from('dist', 'extension.js'), 'utf8')),
  );
}

function withTimedEditor(bundle: string): string {
  const timed = bundle.replaceAll(/require\((["'])vscode\1\)/g, 'require("./timedEditor.cjs").api');
  if (timed === bundle) throw new Error('The bundle of the extension does not ask for the editor.');
  return `const { setTimeout } = require("./timedEditor.cjs");\n${timed}`;
}
