/**
 * Every way to say `core.hooksPath`: whose hooks run, that ours run too, and that nothing of it is left in the end.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './managers/hookManager';
import { ourHooks } from './managers/ourHooks';
import { snapshot } from './managers/snapshot';
import { buildHookProgram, TestRepository, typeFile } from './support';

const HOOK = '#!/bin/sh\necho "theirs $*" >> "$CALLS"\nif grep -q REFUSE "$1"; then exit 1; fi\n';

describe('core.hooksPath', () => {
  let programs: string;
  let repository: TestRepository;
  let former: NodeJS.ProcessEnv;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildHookProgram(programs);
  });

  beforeEach(() => {
    repository = new TestRepository();
    repository.startWithEightLines();
    former = { ...process.env };
    // The installer is to read the same settings as the commits of the test.
    Object.assign(process.env, { HOME: repository.home, XDG_CONFIG_HOME: join(repository.home, '.config') });
  });

  afterEach(() => {
    process.env = former;
    repository.dispose();
  });

  after(() => rmSync(programs, { recursive: true }));

  function hooksIn(directory: string): string {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'commit-msg'), HOOK, { mode: 0o755 });
    return directory;
  }

  function commit(message: string, at = repository.root): { code: number; calls: string; stderr: string } {
    const calls = repository.beside('calls');
    rmSync(calls, { force: true });
    const gitDir = repository.git('-C', at, 'rev-parse', '--absolute-git-dir').trim();
    const options = { gitDir, as: 'a.ts' };
    typeFile(repository, 'scratch', [['ai', `const time = ${process.hrtime.bigint()};`]], options);
    renameSync(join(repository.root, 'scratch'), join(at, 'a.ts'));
    const identity = ['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com'];
    const args = ['-C', at, ...identity, 'commit', '--quiet', '-a', '-m', message];
    const done = repository.run('git', args, { env: { ...systemSettings(), CALLS: calls } });
    return { ...done, calls: repository.run('cat', [calls]).stdout };
  }

  const systemSettings = (): Record<string, string> => {
    const system = process.env['GIT_CONFIG_SYSTEM'];
    return system === undefined ? {} : { GIT_CONFIG_SYSTEM: system, GIT_CONFIG_NOSYSTEM: '0' };
  };

  function assertBothRun(at = repository.root): void {
    const { code, calls, stderr } = commit('Say hello', at);
    assert.equal(code, 0, stderr);
    assert.match(calls, /^theirs \S*COMMIT_EDITMSG\n$/);
    const message = repository.git('-C', at, 'log', '-1', '--format=%B');
    assert.match(message, /^AI-Provenance: added=1 ai=1 /m);
    assert.match(repository.git('-C', at, 'notes', '--ref=ai', 'show'), /^a\.ts$/m);
    assert.equal(commit('REFUSE this', at).code, 1);
  }

  const stateOf = (...places: string[]): readonly (readonly string[])[] =>
    ['.git/hooks', '.git/config', ...places].map((place) => snapshot(join(repository.root, place)));

  async function installedAndRemoved(...places: string[]): Promise<void> {
    const before = stateOf(...places);
    const hooks = await ourHooks(repository.root, { programs });
    assert.equal((await hooks.status()).state, 'not-installed');
    assert.equal((await hooks.install()).state, 'installed');
    assertBothRun();
    assert.equal((await hooks.install()).state, 'installed');
    assert.equal((await hooks.uninstall()).state, 'not-installed');
    assert.deepEqual(stateOf(...places), before);
    assert.match(commit('Without ours').calls, /^theirs /);
  }

  it('relative to the working tree', async () => {
    hooksIn(join(repository.root, 'tools/hooks'));
    repository.git('config', 'core.hooksPath', 'tools/hooks');
    await installedAndRemoved('tools');
  });

  it('absolute', async () => {
    repository.git('config', 'core.hooksPath', hooksIn(repository.beside('shared hooks')));
    await installedAndRemoved('../hooks of a team');
  });

  it('below the home directory, written with ~', async () => {
    hooksIn(join(repository.home, 'hooks'));
    repository.git('config', 'core.hooksPath', '~/hooks');
    await installedAndRemoved('../home');
  });

  it('for all repositories of a person', async () => {
    hooksIn(join(repository.home, 'hooks'));
    repository.git('config', '--global', 'core.hooksPath', '~/hooks');
    await installedAndRemoved('../home');
  });

  it('for the whole machine', async () => {
    const system = repository.beside('system');
    repository.git('config', '--file', system, 'core.hooksPath', hooksIn(repository.beside('machine')));
    process.env['GIT_CONFIG_SYSTEM'] = system;
    process.env['GIT_CONFIG_NOSYSTEM'] = '0';
    await installedAndRemoved('../system', '../machine');
  });

  it('written by hand with comments, which come back', async () => {
    hooksIn(join(repository.root, 'tools'));
    const text = repository.read('.git/config');
    repository.write('.git/config', `${text}[core]\n   hooksPath=tools   ; ours since 2019\n# end\n`);
    await installedAndRemoved('tools');
  });

  it('in a submodule', async () => {
    repository.git(...['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', './', 'sub']);
    const sub = join(repository.root, 'sub');
    hooksIn(join(sub, 'tools'));
    repository.git('-C', sub, 'config', 'core.hooksPath', 'tools');
    repository.git('-C', sub, 'config', 'countersign.configHooks', 'false');
    const place = join(repository.root, '.git/modules/sub');
    const state = (): unknown => ['hooks', 'config'].map((name) => snapshot(join(place, name)));
    const before = state();
    const hooks = await ourHooks(sub, { programs });
    await hooks.install();
    assertBothRun(sub);
    await hooks.uninstall();
    assert.deepEqual(state(), before);
  });

  it('relative, in a linked worktree: each runs the hooks of its own tree', async () => {
    hooksIn(join(repository.root, 'tools'));
    repository.git('config', 'core.hooksPath', 'tools');
    const linked = repository.beside('linked');
    repository.git('worktree', 'add', '--quiet', linked);
    const hooks = await ourHooks(linked, { programs });
    assert.equal((await hooks.install()).state, 'installed');
    assert.equal(commit('No hooks in this tree', linked).calls, '');
    hooksIn(join(linked, 'tools'));
    assertBothRun(linked);
    assertBothRun();
  });

  it('set for one worktree alone: all of them run theirs and ours, and get back what they had', async () => {
    const linked = repository.beside('linked');
    repository.git('worktree', 'add', '--quiet', linked);
    repository.git('config', 'extensions.worktreeConfig', 'true');
    hooksIn(join(linked, 'tools'));
    repository.git('-C', linked, 'config', '--worktree', 'core.hooksPath', 'tools');
    repository.write('.git/hooks/commit-msg', HOOK, 0o755);
    const before = stateOf('.git/worktrees/linked/config.worktree');
    const [main, other] = [
      await ourHooks(repository.root, { programs }),
      await ourHooks(linked, { programs }),
    ];
    assert.equal((await main.install()).state, 'installed');
    assert.equal((await other.status()).state, 'not-installed');
    assert.equal((await other.install()).state, 'installed');
    assert.equal((await main.status()).state, 'installed');
    assertBothRun(linked);
    assertBothRun();
    assert.equal((await main.uninstall()).state, 'not-installed');
    assert.equal((await other.status()).state, 'not-installed');
    assert.deepEqual(stateOf('.git/worktrees/linked/config.worktree'), before);
  });

  it('of a repository that was moved: what is left of ours does not keep hooks from running', async () => {
    hooksIn(join(repository.root, 'tools'));
    repository.git('config', 'core.hooksPath', 'tools');
    const before = repository.read('.git/config');
    await (await ourHooks(repository.root, { programs })).install();
    const moved = repository.beside('moved');
    renameSync(repository.root, moved);
    const hooks = await ourHooks(moved, { programs });
    assert.notEqual((await hooks.status()).state, 'installed');
    await hooks.uninstall();
    renameSync(moved, repository.root);
    assert.equal(repository.read('.git/config'), before);
    assert.match(commit('Without ours').calls, /^theirs /);
  });

  it('that names ours, where a manager writes: it is noticed, runs, and gets its place in the end', async () => {
    mkdirSync(join(repository.root, 'tools'));
    repository.git('config', 'core.hooksPath', 'tools');
    const settings = { 'simple-git-hooks': { 'commit-msg': HOOK.split('\n').slice(1).join('\n') } };
    repository.write('package.json', JSON.stringify(settings));
    const hooks = await ourHooks(repository.root, { programs });
    await hooks.install();
    for (let time = 0; time < 2; time++) {
      runNode(repository, 'simple-git-hooks/cli.js');
      assert.equal((await hooks.status()).state, 'overwritten');
      assert.equal((await hooks.install()).state, 'installed');
      assertBothRun();
    }
    await hooks.uninstall();
    assert.equal(repository.run('ls', ['tools']).stdout, 'commit-msg\n');
    assert.match(commit('Without ours').calls, /^theirs /);
  });
});
