/**
 * Amended commits: their lines have left the journal, so the note of the commit that is replaced must speak for them.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  trailersOf,
  typeFile,
} from './support';

describe('amend', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));
  afterEach(() => repository.dispose());

  const commit = (...args: string[]): void => commitQuietly(repository, ...args);

  const first = [
    ['ai', 'AI 1'],
    ['human', 'mine'],
    ['ai', 'AI 2'],
  ] as const;

  /** A commit with two AI lines and a human one in a new file. */
  async function openWithCommit(): Promise<void> {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
    typeFile(repository, 'new.ts', first);
    repository.git('add', '.');
    commit('-m', 'Add new');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
    assert.equal(repository.has('.git/countersign/pending/editor'), false);
  }

  /** The part of a note that is about lines. */
  const attested = (revision: string): string => repository.note(revision).split('---\n')[0] ?? '';

  it('keeps trailers and note when nothing changes', async () => {
    await openWithCommit();
    const before = attested('HEAD');
    commit('--amend', '--no-edit', '--date=@1700000000 +0000');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
    assert.equal(attested('HEAD'), before);
  });

  it('keeps them in an editor', async () => {
    await openWithCommit();
    assert.equal(repository.run('git', ['commit', '--quiet', '--amend']).code, 0);
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
  });

  it('keeps them with a new message', async () => {
    await openWithCommit();
    commit('--amend', '-m', 'Better words');
    assert.equal(repository.message(), `Better words\n\n${trailersOf(3, 2)}\n`);
    assert.match(attested('HEAD'), /^new\.ts\n/);
  });

  // Only Linux shows the shell what was typed; elsewhere a changed date hides an amended commit whose words change too.
  const onLinux = process.platform === 'linux' ? it : (): void => undefined;

  onLinux('keeps them with a new message and another date', async () => {
    await openWithCommit();
    commit('--amend', '-m', 'Better words', '--date=@1700000000 +0000');
    assert.equal(repository.message(), `Better words\n\n${trailersOf(3, 2)}\n`);
    assert.match(attested('HEAD'), /^new\.ts\n/);
  });

  it('counts more AI lines', async () => {
    await openWithCommit();
    typeFile(repository, 'new.ts', [
      ['-', 'AI 1'],
      ['-', 'mine'],
      ['-', 'AI 2'],
      ['ai', 'AI 3'],
    ]);
    commit('--amend', '--no-edit', '-a');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(4, 3)}\n`);
  });

  it('counts fewer AI lines after a person removed one', async () => {
    await openWithCommit();
    repository.write('new.ts', 'AI 1\nmine\n');
    commit('--amend', '--no-edit', '-a');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(2, 1)}\n`);
  });

  it('takes the trailers away with the last AI line', async () => {
    await openWithCommit();
    repository.write('new.ts', 'mine\n');
    commit('--amend', '--no-edit', '-a');
    assert.equal(repository.message(), 'Add new\n');
  });

  it('keeps trailers that nobody here can check', async () => {
    await openWithCommit();
    repository.git('update-ref', '-d', 'refs/notes/ai');
    commit('--amend', '--no-edit');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
  });

  it('keeps how many lines an AI deleted', async () => {
    await openWithCommit();
    const told = repository.message().replace('deleted-by-ai=0', 'deleted-by-ai=7');
    const amended = ['commit', '--quiet', '--amend', '--no-verify', '-m', told];
    assert.equal(repository.run('git', ['-c', 'core.hooksPath=/nowhere', ...amended]).code, 0);
    repository.git('notes', '--ref=ai', 'copy', 'HEAD@{1}', 'HEAD');
    commit('--amend', '-m', 'Better words');
    assert.match(repository.message(), /^Better words\n[^]* ai=2 .* deleted-by-ai=7 /);
  });

  it('is told from a new commit in the same second', async () => {
    await openWithCommit();
    repository.write('plain.ts', 'x\n');
    repository.git('add', '.');
    commit('-m', 'Plain');
    assert.equal(repository.message(), 'Plain\n');
  });

  it('is found behind an alias', async () => {
    await openWithCommit();
    repository.git('config', 'alias.fix', 'commit --amend --no-edit');
    assert.equal(repository.run('git', ['fix', '--quiet', '--date=@1700000000 +0000']).code, 0);
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
  });

  it('works for the first commit', async () => {
    repository = new TestRepository();
    await installHooks(repository, program);
    typeFile(repository, 'new.ts', first);
    repository.git('add', '.');
    commit('-m', 'Root');
    assert.equal(repository.message(), `Root\n\n${trailersOf(3, 2)}\n`);
    commit('--amend', '-m', 'Still root');
    assert.equal(repository.message(), `Still root\n\n${trailersOf(3, 2)}\n`);
  });

  it('has a sibling: the commit that was taken back is made again with its own words', async () => {
    await openWithCommit();
    repository.git('reset', '--quiet', '--soft', 'HEAD~1');
    commit('-C', 'ORIG_HEAD');
    assert.equal(repository.message(), `Add new\n\n${trailersOf(3, 2)}\n`);
    assert.match(attested('HEAD'), /^new\.ts\n/);
  });
});
