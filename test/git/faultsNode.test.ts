/**
 * Node, or our program that it runs, is not what it should be: the commit goes through, and soon.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commitAsWithoutHooks,
  leaveNoteToNode,
  nextCommitIsFine,
  placeOf,
  withWaitingLines,
} from './brokenCommit';
import { typeFile, type TestRepository } from './support';

const POINTER = '.git/countersign/node';
const LOST = 'so this commit does not say who wrote its lines';
const NO_NODE = `no working Node.js was found, ${LOST}; open the repository in your editor once, or put node 20 or newer on your PATH.`;
const FAILS = `Node.js or the program of the hooks fails, ${LOST}; run: countersign doctor`;
const STOPPED = `Node.js did not start and was stopped, ${LOST}; run: countersign doctor`;
const MISSING = `the program of the hooks is missing, ${LOST}; run: countersign hooks install`;
const NO_NOTE = 'so this commit has no note of who wrote its lines';

describe('a commit when Node is broken', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  /** A PATH with these tools alone. */
  function pathWith(...tools: string[]): Record<string, string> {
    const bin = repository.beside('bin');
    mkdirSync(bin, { recursive: true });
    for (const tool of tools) symlinkSync(placeOf(tool), join(bin, tool));
    return { PATH: bin };
  }

  /** Puts a shell script in the place of Node. */
  function nodeIs(...lines: string[]): void {
    const file = repository.beside('node');
    writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(file, 0o755);
    repository.write(POINTER, `${file}\n`);
  }

  const tools = ['git', 'sh', 'sleep', 'ps', 'rm', 'cat'];

  it('takes the one on the PATH when the pointer names a file that is gone', () => {
    repository.write(POINTER, '/nowhere/node\n');
    commitAsWithoutHooks(repository, '', 'all');
  });

  it('tells when there is none at all', () => {
    repository.write(POINTER, '/nowhere/node\n');
    commitAsWithoutHooks(repository, NO_NODE, 'none', { env: pathWith(...tools) });
  });

  it('tells when the pointer names a directory', () => {
    repository.write(POINTER, `${repository.root}\n`);
    commitAsWithoutHooks(repository, NO_NODE, 'none', { env: pathWith(...tools) });
  });

  it('works with git and a shell alone on the PATH', () => {
    commitAsWithoutHooks(repository, '', 'all', { env: pathWith('git', 'sh') });
  });

  it('tells when one prints noise and fails, and keeps the noise to itself', () => {
    nodeIs('echo noise', 'echo more noise >&2', 'exit 1');
    commitAsWithoutHooks(repository, FAILS, 'none', { env: pathWith(...tools) });
  });

  it('takes the one on the PATH when the other fails', () => {
    nodeIs('echo noise', 'echo more noise >&2', 'exit 1');
    commitAsWithoutHooks(repository, '', 'all');
  });

  it('tells when one is too old to understand our program, once', () => {
    // What Node 12 prints of a program that is newer than it.
    nodeIs('echo "$1:2" >&2', 'echo "SyntaxError: Unexpected token \'?\'" >&2', 'exit 1');
    commitAsWithoutHooks(repository, FAILS, 'none', { env: pathWith(...tools) });
  });

  it('tells when it is no program', () => {
    nodeIs();
    repository.write(POINTER, `${repository.beside('text')}\n`);
    writeFileSync(repository.beside('text'), 'not a program');
    chmodSync(repository.beside('text'), 0o755);
    commitAsWithoutHooks(repository, FAILS, 'none', { env: pathWith(...tools) });
  });

  it('stops one that hangs, with all that it has started', () => {
    repository.git('config', '--unset', 'countersign.hookTimeout');
    nodeIs('sleep 600 &', `echo $$ $! >>'${repository.beside('started')}'`, 'wait', 'exit 1');
    commitAsWithoutHooks(repository, STOPPED, 'none');
    // Neither post-commit nor the Node on the PATH had to wait again; nothing runs any more.
    const started = readFileSync(repository.beside('started'), 'utf8').trim().split(/\s/);
    assert.equal(started.length, 2);
    // `Z`: dead, and only waits for the system to take note of it.
    const states = (): string =>
      started.map((id) => repository.run('ps', ['-o', 'stat=', '-p', id]).stdout).join('');
    while (/^[^Z\s]/m.test(states())) repository.run('sleep', ['0.05']);
    for (const id of started)
      assert.match(repository.run('ps', ['-o', 'stat=', '-p', id]).stdout, /^(Z.*)?$/m);
    repository.git('config', 'countersign.hookTimeout', '60000');
    repository.write(POINTER, `${process.execPath}\n`);
    nextCommitIsFine(repository);
  });

  it('stops one that waits for something again and again', () => {
    repository.git('config', '--unset', 'countersign.hookTimeout');
    nodeIs('while :; do sleep 0.1; done');
    commitAsWithoutHooks(repository, STOPPED, 'none');
  });

  it('stops one that is busy with itself', () => {
    repository.git('config', '--unset', 'countersign.hookTimeout');
    nodeIs('while :; do :; done');
    // Where the machine hardly lets it, only when the time is over.
    const said = new RegExp(`^countersign: Node.js (did not start|took too long) and was stopped, ${LOST}; `);
    commitAsWithoutHooks(repository, said, 'none');
  });

  it('stops one that hangs when the time that is configured is over', () => {
    repository.git('config', 'countersign.hookTimeout', '3100');
    nodeIs('exec sleep 600');
    const said = `Node.js took too long and was stopped, ${LOST}; run: countersign doctor`;
    commitAsWithoutHooks(repository, said, 'none');
  });

  it('stops one that hangs only after the commit', () => {
    leaveNoteToNode(repository);
    // Less time once it hangs: the hook before it must have enough.
    nodeIs(
      `[ "$2" = post-commit ] || exec '${process.execPath}' "$@"`,
      'git config --unset countersign.hookTimeout',
      'exec sleep 600',
    );
    const said = `Node.js did not start and was stopped, ${NO_NOTE}; run: countersign doctor`;
    commitAsWithoutHooks(repository, said, 'all');
  });

  it('tells when our program is gone, or torn', () => {
    repository.write(
      '.git/countersign/hook.cjs',
      repository.read('.git/countersign/hook.cjs').slice(0, 3000),
    );
    commitAsWithoutHooks(repository, FAILS, 'none');
    typeFile(repository, 'b.ts', [['ai', 'more']], { writer: 'other' });
    repository.git('add', '.');
    repository.remove('.git/countersign/hook.cjs');
    commitAsWithoutHooks(repository, MISSING, 'none');
  });

  it('tells when the part of it that writes the note is gone', () => {
    repository.remove('.git/countersign/hookPostCommit.cjs');
    const said = `the program of the hooks is missing, ${NO_NOTE}; run: countersign hooks install`;
    commitAsWithoutHooks(repository, said, 'all');
  });

  it('forgets what went wrong with a commit that was given up', () => {
    repository.write('.git/countersign/gave-up', 'stopped\n');
    commitAsWithoutHooks(repository, '', 'all');
    assert.match(repository.note(), /^a\.ts\n/);
    assert.equal(repository.has('.git/countersign/gave-up'), false);
  });
});
