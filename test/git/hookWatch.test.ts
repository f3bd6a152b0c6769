/**
 * How the shell of the hooks tells what hangs from what is slow, with real processes, however busy the machine is.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STOPPED, watchedRun } from '../../src/adapters/git/hookWatch';

/** As our program begins. */
const RUNS = 'rm "$COUNTERSIGN_STARTS"';

describe('the watch over a hook', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'countersign-watch-'));
    mkdirSync(join(directory, '.git/countersign'), { recursive: true });
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  /** Runs a script in the place of Node; the exit code, and why it was stopped. */
  function watch(lines: readonly string[], shell = 'sh', change = (text: string): string => text): string {
    const node = join(directory, 'node');
    writeFileSync(node, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(node, 0o755);
    const script = ['git_dir=.git why=0', ...watchedRun('commit'), `run '${node}'`, 'echo "$? $why"'].join(
      '\n',
    );
    const { stdout, stderr } = spawnSync(shell, ['-c', change(script)], {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: directory, GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    return stdout.trim();
  }

  const cases: [what: string, lines: readonly string[], expected: string][] = [
    ['gives the exit code', [RUNS, 'exit 3'], '3 0'],
    ['lets slow work end', [RUNS, 'for n in 1 2 3 4 5 6 7 8; do sleep 0.2; done', 'exit 4'], '4 0'],
    ['stops what does not start', ['exec sleep 600'], `137 ${STOPPED.start}`],
    ['stops what only polls', ['while :; do sleep 0.1; done'], `137 ${STOPPED.start}`],
    ['stops what waits for itself', [RUNS, 'exec sleep 600'], `137 ${STOPPED.still}`],
    ['stops what waits for another', [RUNS, 'sh -c "sleep 600; :"; exit 5'], `137 ${STOPPED.still}`],
    ['tells when somebody else does', [RUNS, 'kill -9 $$'], '137 143'],
  ];
  const systems: [name: string, shell: string, change: (text: string) => string][] = [
    ['', 'sh', (text) => text],
    [' in bash', 'bash', (text) => text],
    [' without /proc', 'sh', (text) => text.replaceAll('/proc/', '/nowhere/')],
    [' where sleep takes no fractions', 'sh', (text) => text.replaceAll('sleep 0.3', 'false')],
  ];
  for (const [name, shell, change] of systems) {
    for (const [what, lines, expected] of cases)
      it(`${what}${name}`, () => assert.equal(watch(lines, shell, change), expected));
  }

  it('stops what is busy before it starts', () => {
    // Where the machine hardly lets it, only when the time is over.
    assert.match(watch(['while :; do :; done']), new RegExp(`^137 [${STOPPED.start}${STOPPED.late}]$`));
  });

  it('gives time to what is busy afterwards, and stops it then', () => {
    assert.equal(watch([RUNS, 'while :; do :; done']), `137 ${STOPPED.late}`);
  });

  it('waits as long as is configured', () => {
    spawnSync('git', ['init', '--quiet'], { cwd: directory });
    spawnSync('git', ['config', 'countersign.hookTimeout', '60000'], { cwd: directory });
    assert.equal(watch(['sleep 3', 'exit 6']), '6 0');
  });
});
