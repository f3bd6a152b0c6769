/**
 * The hook that is put beside the others when a commit first needs it.
 */
import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { callsIn, commitIn, installerOf, withStandIns } from './standInHooks';
import type { TestRepository } from './support';

const HOOK = '.git/hooks/commit-msg';

describe('commit-msg, which most commits do not need', () => {
  let repository: TestRepository;

  beforeEach(() => {
    repository = withStandIns();
  });
  afterEach(() => repository.dispose());

  const install = async (): Promise<unknown> => (await installerOf(repository)).install();
  const state = async (): Promise<string> => (await (await installerOf(repository)).status()).state;

  it('is put beside the others when nobody could look at the policy, and is gone without us', async () => {
    await install();
    commitIn(repository, '-m', 'x');
    assert.equal(repository.has(HOOK), false);
    assert.equal(await state(), 'installed');
    repository.write('.countersign.json', '{}');
    commitIn(repository, '-m', 'x');
    assert.deepEqual(callsIn(repository), [
      'prepare-commit-msg|.git/COMMIT_EDITMSG|message',
      'commit-msg|.git/COMMIT_EDITMSG',
    ]);
    assert.equal(await state(), 'installed');
    const hooks = repository.run('ls', ['.git/hooks']).stdout.split('\n');
    assert.deepEqual(
      hooks.filter((name) => /^commit-msg(?!\.sample$)/.test(name)),
      ['commit-msg'],
    );
    repository.remove(HOOK);
    commitIn(repository, '-m', 'x');
    assert.ok(repository.has(HOOK), 'it comes back where it is needed');
    await (await installerOf(repository)).uninstall();
    assert.equal(repository.has(HOOK), false);
    assert.equal(repository.has('.git/countersign/commit-msg'), false);
  });

  for (const [word, isThere] of [
    ['commit', true],
    ['push', false],
    ['warn', false],
  ] as const)
    it(`${isThere ? 'is' : 'is not'} put beside the others where the policy says ${word}`, async () => {
      await install();
      repository.write('.git/countersign/enforcement', `${word}\n`);
      repository.write('.countersign.json', `{ "enforce": "${word}" }`);
      commitIn(repository, '-m', 'x');
      assert.equal(repository.has(HOOK), isThere);
    });

  it('is installed with the others where the policy refuses commits', async () => {
    repository.write('.countersign.json', '{ "enforce": "push" }');
    await install();
    assert.ok(!repository.has(HOOK));
    repository.write('.countersign.json', '{ "enforce": "commit" }');
    await install();
    assert.ok(repository.has(HOOK));
  });

  it('never takes the place of another program’s, which is then noticed', async () => {
    await install();
    const theirs = '#!/bin/sh\necho theirs >> "$CALLS"\n';
    repository.write(HOOK, theirs, 0o755);
    repository.write('.countersign.json', '{}');
    commitIn(repository, '-m', 'x');
    assert.deepEqual(callsIn(repository), ['prepare-commit-msg|.git/COMMIT_EDITMSG|message', 'theirs']);
    assert.equal(repository.read(HOOK), theirs);
    assert.equal(await state(), 'overwritten');
    await install();
    commitIn(repository, '-m', 'x');
    assert.deepEqual(callsIn(repository).slice(1), ['theirs', 'commit-msg|.git/COMMIT_EDITMSG']);
    await (await installerOf(repository)).uninstall();
    assert.equal(repository.read(HOOK), theirs);
  });

  it('is put beside the others when what was known of a policy is old and nobody can look', async () => {
    await install();
    repository.write('.git/countersign/enforcement', 'warn\n');
    const past = new Date(Date.now() - 60_000);
    utimesSync(join(repository.root, '.git/countersign/enforcement'), past, past);
    repository.write('.countersign.json', '{ "enforce": "commit" }');
    repository.write('.git/countersign/hook.cjs', 'process.exit(9)');
    const { code, stderr } = commitIn(repository, '-m', 'x');
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(callsIn(repository), ['commit-msg|.git/COMMIT_EDITMSG']);
  });

  it('says what to do when it is gone and a policy refuses commits', async () => {
    await install();
    repository.remove('.git/countersign/commit-msg');
    repository.write('.countersign.json', '{ "enforce": "commit" }');
    const { code, stderr } = commitIn(repository, '-m', 'x');
    assert.equal(code, 0);
    assert.equal(
      stderr,
      'countersign: the hook commit-msg could not be put beside the others, so nobody looks whether this commit has to be countersigned; run: countersign hooks install\n',
    );
    assert.equal(await state(), 'outdated');
    await install();
    commitIn(repository, '-m', 'x');
    assert.equal(callsIn(repository).at(-1), 'commit-msg|.git/COMMIT_EDITMSG');
  });
});
