/**
 * Hooks in git's configuration, which git runs since 2.54. What we write, and when, is tested with any git, one that
 * only says that it is newer. That git really runs them is tested where `git` is, or `NEWER_GIT` names, one of 2.54.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HookInstaller } from '../../src/adapters/git/hookInstaller';
import { isGitAtLeast } from '../../src/adapters/git/gitVersion';
import { findRepository } from '../../src/adapters/git/repository';
import { gitsOnPath } from '../../src/adapters/node/gitsOnPath';
import { SpawnGit } from '../../src/adapters/node/spawnGit';
import type { Git } from '../../src/core/ports';
import { husky } from './managers/hookManager';
import { snapshot } from './managers/snapshot';
import { buildHookProgram, TestRepository, typeFile, type Outcome } from './support';

const EVENTS = ['prepare-commit-msg', 'commit-msg', 'post-commit', 'post-rewrite', 'pre-push'];
const HOOK = '#!/bin/sh\necho "$(basename "$0")" >> "$CALLS"\nif [ -f refuse ]; then exit 1; fi\n';

describe('hooks in the configuration of git', () => {
  let programs: string;
  let repository: TestRepository;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildHookProgram(programs);
  });

  beforeEach(() => {
    repository = new TestRepository();
    repository.git('config', '--unset', 'countersign.configHooks');
    for (const name of readdirSync(join(repository.root, '.git/hooks')))
      repository.remove(`.git/hooks/${name}`);
    repository.startWithEightLines();
  });

  afterEach(() => repository.dispose());

  after(() => rmSync(programs, { recursive: true }));

  /** The installer on a machine whose gits say these versions; the first one is the one that it uses. */
  async function withGits(...versions: string[]): Promise<HookInstaller> {
    const git = new SpawnGit({ directory: repository.root });
    const answering: Git = {
      run: (args, options) =>
        args[0] === '--version'
          ? Promise.resolve({ code: 0, stdout: Buffer.from(`git version ${versions[0]}\n`), stderr: '' })
          : git.run(args, options),
    };
    const source = { program: join(programs, 'hook.js'), version: '1.0.0', node: process.execPath };
    const found = await findRepository(git, repository.root);
    return new HookInstaller(answering, found, source, () => Promise.resolve(versions));
  }

  const newer = (): Promise<HookInstaller> => withGits('2.54.0', '2.55.0.windows.1');
  const states = (): unknown =>
    ['.git/hooks', '.git/config', '.husky'].map((path) => snapshot(join(repository.root, path)));
  const entries = (): string =>
    repository.run('git', ['config', '--local', '--get-regexp', '^hook\\.']).stdout;
  const usesFiles = (): boolean => repository.has('.git/hooks/post-commit') && entries() === '';

  it('one entry for each event is all that changes, and nothing is left in the end', async () => {
    repository.write('.git/hooks/commit-msg', HOOK, 0o751);
    const before = states();
    const hooks = await newer();
    assert.equal((await hooks.status()).state, 'not-installed');
    assert.equal((await hooks.install()).state, 'installed');
    const expected = EVENTS.map((event) => {
      const file = join(repository.root, '.git/countersign/hooks', event);
      const name = `hook.countersign-${event}`;
      return `${name}.event ${event}\n${name}.command hook='${file}'; [ ! -x "$hook" ] || exec "$hook"\n`;
    });
    assert.equal(entries(), expected.join(''));
    assert.deepEqual(readdirSync(join(repository.root, '.git/hooks')), ['commit-msg']);
    assert.equal((await hooks.install()).state, 'installed');
    assert.equal(entries(), expected.join(''));
    repository.git('config', 'user.nickname', 'added since');
    repository.git('config', '--unset', 'user.nickname');
    assert.equal((await hooks.uninstall()).state, 'not-installed');
    assert.deepEqual(states(), before);
    assert.equal(repository.has('.git/countersign'), false);
  });

  it('are not used where an older git could make the commit', async () => {
    await (await withGits('2.54.0', '2.39.5 (Apple Git-154)')).install();
    assert.ok(usesFiles());
  });

  it('are not used where a person does not want them', async () => {
    repository.git('config', 'countersign.configHooks', 'false');
    await (await newer()).install();
    assert.ok(usesFiles());
  });

  it('are not used where another hook writes the message, which git would run after ours', async () => {
    repository.write('.git/hooks/prepare-commit-msg', HOOK, 0o755);
    await (await newer()).install();
    assert.ok(usesFiles());
  });

  it('do not take the place of files that are installed', async () => {
    await (await withGits('2.39.5')).install();
    const hooks = await newer();
    assert.equal((await hooks.status()).state, 'installed');
    await hooks.install();
    assert.ok(usesFiles());
  });

  it('give way to files when an older git comes, or another hook that writes the message', async () => {
    await (await newer()).install();
    const older = await withGits('2.39.5');
    assert.equal((await older.status()).state, 'outdated');
    assert.equal((await older.install()).state, 'installed');
    assert.ok(usesFiles());
    assert.equal(repository.has('.git/countersign/hooks'), false);
    await older.uninstall();
    await (await newer()).install();
    repository.write('.git/hooks/prepare-commit-msg', HOOK, 0o755);
    assert.equal((await (await newer()).status()).state, 'outdated');
    assert.equal((await (await newer()).install()).state, 'installed');
    assert.ok(usesFiles());
  });

  it('are noticed to be switched off, changed or removed, and repaired', async () => {
    const hooks = await newer();
    await hooks.install();
    const changes = [
      ['config', 'hook.countersign-commit-msg.enabled', 'false'],
      ['config', 'hook.countersign-commit-msg.command', 'true'],
      ['config', '--remove-section', 'hook.countersign-post-commit'],
    ];
    for (const change of changes) {
      repository.git(...change);
      assert.equal((await hooks.status()).state, 'overwritten', change.join(' '));
      assert.equal((await hooks.install()).state, 'installed', change.join(' '));
    }
    repository.git('config', 'hook.commit-msg.enabled', 'off');
    assert.equal((await hooks.status()).state, 'overwritten');
  });

  it('stay in order whatever husky does, and let it keep its path', async () => {
    husky.configure(repository);
    husky.install(repository);
    const before = states();
    const hooks = await newer();
    await hooks.install();
    husky.install(repository);
    assert.equal((await hooks.status()).state, 'installed');
    repository.write('.husky/prepare-commit-msg', 'echo new > "$1"\n');
    assert.equal((await hooks.status()).state, 'outdated');
    repository.remove('.husky/prepare-commit-msg');
    await hooks.uninstall();
    assert.deepEqual(states(), before);
  });

  it('stop no commit when their files are gone', async () => {
    await (await newer()).install();
    repository.remove('.git/countersign');
    const command = repository.git('config', 'hook.countersign-commit-msg.command').trim();
    assert.equal(repository.run('sh', ['-c', `${command} "$@"`, command, 'message']).code, 0);
  });

  it('every git of the search path counts, once', async () => {
    const [one, other] = [repository.beside('one'), repository.beside('other')];
    for (const directory of [one, other]) repository.run('mkdir', [directory]);
    repository.write('../one/git', '#!/bin/sh\necho git version 2.39.5\n', 0o755);
    symlinkSync('../one/git', join(other, 'git'));
    const broken = repository.beside('broken');
    repository.write('../broken/git', 'no program');
    chmodSync(join(broken, 'git'), 0o755);
    const path = [one, broken, '/nowhere', '', other].join(':');
    assert.deepEqual(await gitsOnPath(path), ['git version 2.39.5']);
  });

  it('the number of a version is found in every answer', () => {
    assert.ok(isGitAtLeast('git version 2.54.0', 2, 54));
    assert.ok(isGitAtLeast('git version 3.0.1.windows.2', 2, 54));
    assert.ok(!isGitAtLeast('git version 2.53.9 (Apple Git-154)', 2, 54));
    assert.ok(!isGitAtLeast('nonsense', 2, 54));
  });

  const git = process.env['NEWER_GIT'] ?? 'git';
  if (!isGitAtLeast(execFileSync(git, ['--version'], { encoding: 'utf8' }), 2, 54)) return;

  describe('with a git that runs them', () => {
    function run(...args: string[]): Outcome & { readonly calls: string } {
      const calls = repository.beside('calls');
      rmSync(calls, { force: true });
      const done = repository.run(git, args, { env: { CALLS: calls } });
      return { ...done, calls: repository.run('cat', [calls]).stdout };
    }

    function changeByAi(): void {
      typeFile(repository, 'a.ts', [['ai', `const time = ${process.hrtime.bigint()};`]]);
      repository.git('add', 'a.ts');
    }

    it('a commit says who wrote its lines, and every hook runs once', async () => {
      for (const event of EVENTS.slice(1)) repository.write(`.git/hooks/${event}`, HOOK, 0o755);
      await (await newer()).install();
      changeByAi();
      const { code, calls, stderr } = run('commit', '--quiet', '-m', 'Say hello');
      assert.deepEqual([code, calls, stderr], [0, 'commit-msg\npost-commit\n', '']);
      assert.equal(repository.message().match(/^AI-Provenance: added=1 ai=1 /gm)?.length, 1);
      assert.match(repository.note(), /^a\.ts$/m);
      run('commit', '--quiet', '--amend', '-m', 'In other words');
      assert.equal(repository.message().match(/^AI-Provenance: added=1 ai=1 /gm)?.length, 1);
      assert.match(repository.note(), /^a\.ts$/m);
      repository.write('refuse', '');
      changeByAi();
      assert.equal(run('commit', '--quiet', '-m', 'Refused').code, 1);
    });

    it('a rebase carries the notes on', async () => {
      await (await newer()).install();
      changeByAi();
      run('commit', '--quiet', '-m', 'Say hello');
      const note = repository.note();
      repository.git('branch', 'other', 'HEAD~1');
      repository.git('checkout', '--quiet', 'other');
      repository.write('b.ts', 'b\n');
      repository.git('add', 'b.ts');
      run('commit', '--quiet', '-m', 'Another');
      repository.git('checkout', '--quiet', 'main');
      const { code, stderr } = run('rebase', '--quiet', 'other');
      assert.equal(code, 0, stderr);
      assert.match(note, /^a\.ts$/m);
      assert.match(repository.note(), /^a\.ts$/m);
    });

    it('a commit beside husky runs both, also after husky was installed again', async () => {
      husky.configure(repository);
      husky.install(repository);
      await (await newer()).install();
      husky.install(repository);
      changeByAi();
      const { code, calls, stderr } = run('commit', '--quiet', '-m', 'Say hello');
      assert.deepEqual([code, calls], [0, 'manager\n'], stderr);
      assert.match(repository.message(), /^AI-Provenance: added=1 ai=1 /m);
      changeByAi();
      assert.equal(run('commit', '--quiet', '-m', 'REFUSE this').code, 1);
    });

    it('a linked worktree and a directory that was moved do not stop a commit', async () => {
      await (await newer()).install();
      const linked = repository.beside('linked');
      repository.git('worktree', 'add', '--quiet', linked);
      const gitDir = join(repository.root, '.git/worktrees/linked');
      typeFile(repository, 'scratch', [['ai', 'const a = 1;']], { gitDir, as: 'a.ts' });
      repository.run('mv', ['scratch', join(linked, 'a.ts')]);
      assert.equal(run('-C', linked, 'commit', '--quiet', '-a', '-m', 'Say hello').code, 0);
      assert.match(
        repository.git('-C', linked, 'log', '-1', '--format=%B'),
        /^AI-Provenance: added=1 ai=1 /m,
      );
      repository.remove('.git/countersign/hooks');
      const { code, stderr } = run('commit', '--quiet', '--allow-empty', '-m', 'Nothing runs');
      assert.deepEqual([code, stderr], [0, '']);
    });
  });
});
