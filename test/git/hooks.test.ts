/**
 * Installing and removing hooks: whatever was there before keeps running, and comes back byte for byte.
 */
import assert from 'node:assert/strict';
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CountersignError } from '../../src/core/errors';
import type { HookInstaller } from '../../src/adapters/git/hookInstaller';
import { callsIn, commitIn, installerOf, withStandIns } from './standInHooks';
import { TestRepository, type RepositoryOptions } from './support';

const OURS = ['prepare-commit-msg', 'commit-msg', 'post-commit', 'post-rewrite'];

describe('hook installation', () => {
  let repository: TestRepository;

  afterEach(() => repository.dispose());

  function open(options?: RepositoryOptions): void {
    repository = withStandIns(options);
  }

  const installer = (version?: string, at?: string): Promise<HookInstaller> =>
    installerOf(repository, version, at);
  const state = async (): Promise<string> => (await (await installer()).status()).state;
  const commit = (...args: string[]): ReturnType<typeof commitIn> => commitIn(repository, ...args);
  const calls = (): string[] => callsIn(repository);
  const markPending = (gitDir = '.git'): void => repository.write(`${gitDir}/countersign/pending/1`, '{}');

  it('installs, runs only when something is pending, and leaves nothing behind', async () => {
    open();
    const before = repository.git('config', '--local', '--list');
    assert.equal(await state(), 'not-installed');
    assert.equal((await (await installer()).install()).state, 'installed');
    commit('-m', 'nothing to record');
    commit('--amend', '--no-edit');
    assert.deepEqual(calls(), []);
    markPending();
    commit('-m', 'something to record');
    assert.deepEqual(calls(), ['prepare-commit-msg|.git/COMMIT_EDITMSG|message', 'post-commit']);
    repository.remove('.git/countersign/pending');
    assert.equal((await (await installer()).uninstall()).state, 'not-installed');
    assert.equal(repository.git('config', '--local', '--list'), before);
    assert.deepEqual(
      OURS.filter((name) => repository.has(`.git/hooks/${name}`)),
      [],
    );
    assert.equal(repository.has('.git/countersign'), false);
  });

  it('runs on amend of a commit that has a note, told by the date of its author', async () => {
    open();
    await (await installer()).install();
    commit('-m', 'first', '--date=@1700000000 +0200');
    repository.write('.git/countersign/annotated/@1700000000 +0200', '');
    commit('-m', 'another');
    assert.deepEqual(calls(), []);
    repository.git('reset', '--quiet', '--soft', 'HEAD~0');
    commit('--date=@1700000000 +0200', '-m', 'same date');
    assert.deepEqual(calls(), ['prepare-commit-msg|.git/COMMIT_EDITMSG|message']);
    repository.write('.git/countersign/earlier', '');
    commit('--amend', '-m', 'amended');
    assert.deepEqual(calls(), ['prepare-commit-msg|.git/COMMIT_EDITMSG|message', 'post-commit']);
  });

  it('runs on a reused message where there are notes', async () => {
    open();
    await (await installer()).install();
    commit('-m', 'first');
    repository.git('notes', '--ref=ai', 'add', '-m', 'from elsewhere');
    commit('--amend', '--no-edit');
    assert.deepEqual(calls(), ['prepare-commit-msg|.git/COMMIT_EDITMSG|commit|HEAD']);
  });

  it('asks for the message to be checked only after a person could edit it', async () => {
    open();
    await (await installer()).install();
    markPending();
    repository.write('.git/countersign/check-message', '');
    commit('-m', 'x');
    assert.deepEqual(calls(), ['prepare-commit-msg|.git/COMMIT_EDITMSG|message', 'post-commit']);
    repository.git('config', 'core.editor', 'true');
    commit('-m', 'x', '--edit');
    assert.deepEqual(calls(), [
      'prepare-commit-msg|.git/COMMIT_EDITMSG|message',
      'commit-msg|.git/COMMIT_EDITMSG',
      'post-commit',
    ]);
  });

  for (const name of OURS) {
    it(`keeps an existing ${name} running, arguments and all, and restores it`, async () => {
      open();
      const hook = `#!/bin/sh\necho "$(basename "$0") [$*]" >> "$CALLS"\n# non-ASCII: ü 🦀\n`;
      repository.write(`.git/hooks/${name}`, hook, 0o751);
      const status = await (await installer()).install();
      assert.deepEqual(status.chained, [name]);
      commit('-m', 'x');
      if (name === 'post-rewrite') commit('--amend', '--no-edit');
      const argumentOf: Readonly<Record<string, string>> = { 'post-commit': '', 'post-rewrite': 'amend' };
      const argument = argumentOf[name] ?? '.git/COMMIT_EDITMSG';
      const more = name === 'prepare-commit-msg' ? ' message' : '';
      assert.deepEqual(calls(), [`${name}.before-countersign [${argument}${more}]`]);
      await (await installer()).install();
      await (await installer()).uninstall();
      assert.equal(repository.read(`.git/hooks/${name}`), hook);
      assert.equal(lstatSync(join(repository.root, '.git/hooks', name)).mode & 0o777, 0o751);
    });
  }

  it('lets a failing hook refuse the commit as before, and does not record then', async () => {
    open();
    repository.write('.git/hooks/prepare-commit-msg', '#!/bin/sh\necho no >&2\nexit 3\n', 0o755);
    await (await installer()).install();
    markPending();
    const { code, stderr } = commit('-m', 'x');
    assert.equal(code, 1);
    assert.equal(stderr, 'no\n');
    assert.deepEqual(calls(), []);
  });

  it('leaves a hook that is not executable switched off', async () => {
    open();
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\nexit 1\n', 0o644);
    await (await installer()).install();
    assert.equal(commit('-m', 'x').code, 0);
    await (await installer()).uninstall();
    assert.equal(lstatSync(join(repository.root, '.git/hooks/commit-msg')).mode & 0o777, 0o644);
  });

  it('keeps a hook that is a link', async () => {
    open();
    repository.write('tools/check', '#!/bin/sh\necho linked >> "$CALLS"\n', 0o755);
    symlinkSync('../../tools/check', join(repository.root, '.git/hooks/commit-msg'));
    await (await installer()).install();
    commit('-m', 'x');
    assert.deepEqual(calls(), ['linked']);
    await (await installer()).uninstall();
    assert.ok(lstatSync(join(repository.root, '.git/hooks/commit-msg')).isSymbolicLink());
  });

  it('notices that another program replaced ours, and takes that program in on the next installation', async () => {
    open();
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho old >> "$CALLS"\n', 0o755);
    await (await installer()).install();
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho new >> "$CALLS"\n', 0o755);
    assert.equal(await state(), 'overwritten');
    assert.equal((await (await installer()).install()).state, 'installed');
    commit('-m', 'x');
    assert.deepEqual(calls(), ['new']);
    await (await installer()).uninstall();
    assert.match(repository.read('.git/hooks/commit-msg'), /new/);
  });

  it('does not run in circles when a program kept ours as its own predecessor', async () => {
    open();
    await (await installer()).install();
    repository.run('mv', ['.git/hooks/commit-msg', '.git/hooks/commit-msg.legacy']);
    const theirs = '#!/bin/sh\necho theirs >> "$CALLS"\nexec "$0.legacy" "$@"\n';
    repository.write('.git/hooks/commit-msg', theirs.replace('$0', '$(dirname "$0")/commit-msg'), 0o755);
    await (await installer()).install();
    assert.equal(repository.has('.git/hooks/commit-msg.legacy'), false);
    // Even if such a circle appears again, the commit ends.
    repository.run('cp', ['.git/hooks/commit-msg', '.git/hooks/commit-msg.legacy']);
    assert.equal(commit('-m', 'x').code, 0);
    assert.ok(calls().length < 12);
  });

  it('takes hooks of a version that had fewer of them for outdated, not for overwritten', async () => {
    open();
    await (await installer()).install();
    repository.remove('.git/hooks/post-rewrite');
    assert.equal((await (await installer()).status()).state, 'overwritten');
    for (const name of ['prepare-commit-msg', 'post-commit']) {
      const shim = repository.read(`.git/hooks/${name}`);
      repository.write(`.git/hooks/${name}`, `${shim}# as it was written before\n`, 0o755);
    }
    assert.equal((await (await installer()).status()).state, 'outdated');
    await (await installer()).install();
    assert.equal((await (await installer()).status()).state, 'installed');
    assert.ok(repository.has('.git/hooks/post-rewrite'));
  });

  it('tells an older program or an edited hook, and repairs them', async () => {
    open();
    await (await installer('1.0.0')).install();
    assert.equal((await (await installer('1.1.0')).status()).state, 'outdated');
    assert.equal((await (await installer('0.9.0')).status()).state, 'installed');
    repository.write('.git/hooks/post-commit', repository.read('.git/hooks/post-commit') + '# edited\n');
    assert.equal(await state(), 'outdated');
    assert.equal((await (await installer()).install()).state, 'installed');
    repository.remove('.git/countersign/hook.cjs');
    assert.equal(await state(), 'outdated');
  });

  describe('with core.hooksPath', () => {
    const husky = (name: string, body = `echo ${name} >> "$CALLS"`): void =>
      repository.write(`.husky/${name}`, `#!/bin/sh\n${body}\n`, 0o755);

    it('forwards every hook to the tracked directory without writing into it', async () => {
      open();
      husky('pre-commit');
      husky('commit-msg', 'echo "$0 $(basename "$(pwd)")" >> "$CALLS"');
      repository.git('config', 'core.hooksPath', '.husky');
      repository.git('add', '.');
      repository.git('commit', '--quiet', '--no-verify', '-m', 'set up');
      assert.equal((await (await installer()).install()).state, 'installed');
      assert.equal(repository.git('status', '--porcelain'), '');
      commit('-m', 'x');
      assert.deepEqual(calls(), ['pre-commit', '.husky/commit-msg repository']);
      // A hook that appears later, as after a pull, works too.
      husky('post-commit');
      markPending();
      commit('-m', 'y');
      assert.deepEqual(calls(), [
        'pre-commit',
        'prepare-commit-msg|.git/COMMIT_EDITMSG|message',
        '.husky/commit-msg repository',
        'post-commit',
        'post-commit',
      ]);
      await (await installer()).install();
      await (await installer()).uninstall();
      assert.equal(repository.git('config', '--local', 'core.hooksPath'), '.husky\n');
    });

    it('lets a failing pre-commit refuse the commit', async () => {
      open();
      husky('pre-commit', 'exit 1');
      repository.git('config', 'core.hooksPath', '.husky');
      await (await installer()).install();
      assert.equal(commit('-m', 'x').code, 1);
      assert.equal(commit('-m', 'x', '--no-verify').code, 0);
    });

    it('hands standard input on', async () => {
      open();
      husky('pre-push', 'cat >> "$CALLS"');
      repository.git('config', 'core.hooksPath', '.husky');
      await (await installer()).install();
      commit('-m', 'x');
      repository.git('init', '--quiet', '--bare', repository.beside('remote'));
      const env = { CALLS: repository.beside('calls') };
      repository.run('git', ['push', '--quiet', repository.beside('remote'), 'main'], { env });
      assert.match(calls().join(), /^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0+$/);
    });

    it('forwards to a global directory and sets nothing outside the repository', async () => {
      open();
      const directory = join(repository.home, 'it\'s "mine" 🦀');
      repository.run('mkdir', [directory]);
      writeFileSync(join(directory, 'commit-msg'), '#!/bin/sh\necho global >> "$CALLS"\n', { mode: 0o755 });
      repository.git('config', '--global', 'core.hooksPath', directory);
      const globalBefore = readFileSync(join(repository.home, '.gitconfig'), 'utf8');
      const target = await withHome(repository.home, () => installer());
      await withHome(repository.home, () => target.install());
      commit('-m', 'x');
      assert.deepEqual(calls(), ['global']);
      assert.equal((await withHome(repository.home, () => target.uninstall())).state, 'not-installed');
      assert.equal(repository.run('git', ['config', '--local', 'core.hooksPath']).code, 1);
      assert.equal(readFileSync(join(repository.home, '.gitconfig'), 'utf8'), globalBefore);
    });

    it('notices that husky set its own path again', async () => {
      open();
      husky('commit-msg');
      repository.git('config', 'core.hooksPath', '.husky');
      await (await installer()).install();
      repository.git('config', 'core.hooksPath', '.husky');
      assert.equal(await state(), 'overwritten');
      assert.equal((await (await installer()).install()).state, 'installed');
      await (await installer()).uninstall();
      assert.equal(repository.git('config', '--local', 'core.hooksPath'), '.husky\n');
    });

    it('moves out of the hooks directory when the setting appears later', async () => {
      open();
      repository.write('.git/hooks/commit-msg', '#!/bin/sh\nexit 0\n', 0o755);
      await (await installer()).install();
      husky('commit-msg');
      repository.git('config', 'core.hooksPath', '.husky');
      assert.equal(await state(), 'overwritten');
      assert.equal((await (await installer()).install()).state, 'installed');
      assert.equal(repository.read('.git/hooks/commit-msg'), '#!/bin/sh\nexit 0\n');
      commit('-m', 'x');
      assert.deepEqual(calls(), ['commit-msg']);
    });
  });

  it('treats a linked hooks directory as somebody else’s', async () => {
    open();
    repository.write('githooks/commit-msg', '#!/bin/sh\necho shared >> "$CALLS"\n', 0o755);
    repository.remove('.git/hooks');
    symlinkSync('../githooks', join(repository.root, '.git/hooks'));
    assert.equal((await (await installer()).install()).state, 'installed');
    commit('-m', 'x');
    assert.deepEqual(calls(), ['shared']);
    assert.equal(repository.run('ls', ['githooks']).stdout, 'commit-msg\n');
    await (await installer()).uninstall();
    assert.equal(repository.run('git', ['config', '--local', 'core.hooksPath']).code, 1);
  });

  it('works in a linked worktree, from any directory, in paths with quotes and emoji', async () => {
    open({ name: `it's a "very" odd 🦀 name` });
    commit('-m', 'root');
    repository.git('worktree', 'add', '--quiet', '-b', 'other', '../linked tree');
    const linked = repository.beside('linked tree');
    await (await installer('1.0.0', linked)).install();
    const gitDir = repository.git('-C', linked, 'rev-parse', '--absolute-git-dir').trim();
    markPending(relative(repository.root, gitDir));
    const env = { CALLS: repository.beside('calls') };
    repository.run('git', ['-C', linked, 'commit', '--quiet', '--allow-empty', '-m', 'x'], { env });
    assert.deepEqual(calls(), [`prepare-commit-msg|${gitDir}/COMMIT_EDITMSG|message`, 'post-commit']);
    commit('-m', 'nothing is pending here');
    assert.deepEqual(calls(), []);
  });

  it('works in a submodule', async () => {
    open();
    const inner = new TestRepository();
    try {
      inner.git('commit', '--quiet', '--allow-empty', '-m', 'inner');
      repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
    } finally {
      inner.dispose();
    }
    await (await installer('1.0.0', join(repository.root, 'sub'))).install();
    markPending('.git/modules/sub');
    const env = { CALLS: repository.beside('calls') };
    const identity = ['-c', 'user.name=D', '-c', 'user.email=d@example.com'];
    repository.run('git', [...identity, 'commit', '--quiet', '--allow-empty', '-m', 'x'], { in: 'sub', env });
    assert.equal(calls().length, 2);
  });

  it('says so in one line when there is no Node, and the commit goes through', async () => {
    open();
    await (await installer()).install();
    repository.write('.git/countersign/node', '/nowhere/node\n');
    markPending();
    const bin = repository.beside('bin');
    repository.run('mkdir', [bin]);
    for (const tool of ['git', 'sh']) symlinkSync(pathOf(tool), join(bin, tool));
    const env = { PATH: bin, CALLS: repository.beside('calls') };
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '--allow-empty', '-m', 'x'], {
      env,
    });
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: no working Node\.js was found[^\n]*\n$/);
  });

  it('falls back to node on the PATH when the pointer leads nowhere', async () => {
    open();
    await (await installer()).install();
    repository.write('.git/countersign/node', '/nowhere/node\n');
    markPending();
    assert.equal(commit('-m', 'x').stderr, '');
    assert.equal(calls().length, 2);
  });

  it('changes nothing when it cannot write', async () => {
    open();
    repository.write('.git/hooks/prepare-commit-msg', '#!/bin/sh\n', 0o755);
    repository.write('.git/countersign/hooks.json/in the way', '');
    await assert.rejects((await installer()).install(), (error) =>
      CountersignError.is(error, 'hooks-unwritable'),
    );
    assert.equal(repository.read('.git/hooks/prepare-commit-msg'), '#!/bin/sh\n');
    assert.equal(repository.has('.git/hooks/post-commit'), false);
    assert.equal(repository.has('.git/countersign/hook.cjs'), false);
  });
});

function pathOf(tool: string): string {
  const found = (process.env['PATH'] ?? '').split(':').map((directory) => join(directory, tool));
  return found.find((file) => lstatSync(file, { throwIfNoEntry: false })) ?? tool;
}

/** Runs with another home directory, for the settings that git reads from there. */
async function withHome<T>(home: string, action: () => Promise<T>): Promise<T> {
  const before = process.env['HOME'];
  process.env['HOME'] = home;
  try {
    return await action();
  } finally {
    if (before === undefined) delete process.env['HOME'];
    else process.env['HOME'] = before;
  }
}
