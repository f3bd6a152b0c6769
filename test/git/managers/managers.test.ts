/**
 * Hook managers and our hooks in one repository, installed in any order and again: both run, a refusal stays one, and
 * without ours everything is as if they had never been there.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HookInstaller } from '../../../src/adapters/git/hookInstaller';
import { buildCommandLine, buildHookProgram, TestRepository, typeFile } from '../support';
import { husky, lefthook, simpleGitHooks, type HookManager } from './hookManager';
import { ourHooks } from './ourHooks';
import { preCommit } from './preCommit';
import { snapshot } from './snapshot';

const OWN_HOOK = '#!/bin/sh\necho mine >> "$CALLS"\n';

for (const manager of [husky, lefthook, simpleGitHooks, preCommit]) {
  describe(`hooks beside ${manager.name}`, () => {
    let programs: string;
    let repository: TestRepository;
    /** The same without ours: what uninstalling must lead to. */
    let twin: TestRepository;

    before(() => {
      programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
      buildHookProgram(programs);
    });

    beforeEach(() => {
      [repository, twin] = [prepared(manager), prepared(manager)];
    });

    afterEach(() => {
      repository.dispose();
      twin.dispose();
    });

    after(() => rmSync(programs, { recursive: true }));

    const ours = (): Promise<HookInstaller> => ourHooks(repository.root, { programs });

    const install = async (): Promise<void> => {
      assert.equal((await (await ours()).install()).state, 'installed');
    };

    /** What another program did is told as that, never as an older version of ours, which is repaired without asking. */
    const notice = async (): Promise<void> => {
      const { state, detail } = await (await ours()).status();
      assert.equal(state, 'overwritten');
      assert.match(detail ?? '', /install/);
    };

    const uninstall = async (): Promise<void> => {
      assert.equal((await (await ours()).uninstall()).state, 'not-installed');
      assert.deepEqual(stateOf(repository), stateOf(twin));
    };

    const inBoth = (act: (repository: TestRepository) => void): void => [repository, twin].forEach(act);

    it('installed after it, runs with it, lets it refuse, and leaves everything as it was', async () => {
      inBoth(manager.install);
      await install();
      assertBothRun(repository);
      assertRefuses(repository);
      await uninstall();
    });

    it('installed before it, is noticed to be replaced, takes it in, and leaves it alone', async () => {
      await install();
      inBoth(manager.install);
      await notice();
      await install();
      assertBothRun(repository);
      assertRefuses(repository);
      await uninstall();
    });

    it('is noticed to be replaced when it is installed again, and repaired', async () => {
      inBoth(manager.install);
      await install();
      inBoth(manager.install);
      // Until then commits go through.
      assert.deepEqual(commitOf(repository, 'Before the repair').calls, ['manager']);
      await notice();
      const doctor = repository.run(process.execPath, [buildCommandLine(programs), 'doctor']);
      assert.equal(doctor.code, 2);
      assert.match(doctor.stdout, /^problem +hooks +overwritten .* Run: countersign hooks install$/m);
      await install();
      assertBothRun(repository);
      inBoth(manager.install);
      inBoth(manager.install);
      await install();
      assertBothRun(repository);
      assertRefuses(repository);
      await uninstall();
    });

    it('keeps a person’s own hook as the manager itself would', async () => {
      inBoth((at) => at.write('.git/hooks/commit-msg', OWN_HOOK, 0o751));
      inBoth(manager.install);
      await install();
      inBoth(manager.install);
      await install();
      assertBothRun(repository);
      const { calls } = commitOf(twin, 'Without ours');
      assert.deepEqual(commitOf(repository, 'With ours').calls, calls);
      await uninstall();
    });

    it('leaves what a manager made of a person’s own hook that was in front of ours', async () => {
      inBoth((at) => at.write('.git/hooks/commit-msg', OWN_HOOK, 0o751));
      await install();
      inBoth(manager.install);
      await install();
      assertBothRun(repository);
      await (await ours()).uninstall();
      // A hook that the manager would have deleted is not lost.
      rmSync(join(repository.root, '.git/hooks/commit-msg.before-countersign.1'), { force: true });
      assert.deepEqual(stateOf(repository), stateOf(twin));
    });

    it('can be removed while the manager’s hooks are on top of ours', async () => {
      inBoth(manager.install);
      await install();
      inBoth(manager.install);
      await uninstall();
      await install();
      inBoth(manager.uninstall);
      await uninstall();
    });

    it('stays, or is repaired, when the manager is removed, and does not bring it back', async () => {
      inBoth(manager.install);
      await install();
      inBoth(manager.uninstall);
      if (manager.leavesNothing !== true) await notice();
      else assert.equal((await (await ours()).status()).state, 'installed');
      await install();
      assertRuns(repository, []);
      await uninstall();
    });
  });
}

function prepared(manager: HookManager): TestRepository {
  const repository = new TestRepository();
  // Git's examples would only make a difference hard to read.
  for (const name of readdirSync(join(repository.root, '.git/hooks')))
    repository.remove(`.git/hooks/${name}`);
  repository.startWithEightLines();
  manager.configure(repository);
  repository.write('.gitignore', '.husky/_\n');
  repository.git('add', '.');
  repository.git('commit', '--quiet', '--message', 'Set up');
  return repository;
}

interface Commit {
  readonly code: number;
  readonly output: string;
  readonly calls: readonly string[];
}

/** Commits a line of an AI. */
function commitOf(repository: TestRepository, message: string): Commit {
  const calls = repository.beside('calls');
  typeFile(repository, 'a.ts', [['ai', `const said = '${message} ${process.hrtime.bigint()}';`]]);
  repository.git('add', 'a.ts');
  rmSync(calls, { force: true });
  const env = { CALLS: calls, NO_COLOR: '1' };
  const { code, stdout, stderr } = repository.run('git', ['commit', '-m', message], { env });
  const told = repository.run('cat', [calls]).stdout.trim();
  return { code, output: stdout + stderr, calls: told === '' ? [] : told.split('\n') };
}

function assertBothRun(repository: TestRepository): void {
  assertRuns(repository, ['manager']);
}

function assertRuns(repository: TestRepository, calls: readonly string[]): void {
  const done = commitOf(repository, 'Say hello');
  assert.equal(done.code, 0, done.output);
  assert.deepEqual(
    done.calls.filter((call) => call !== 'mine'),
    calls,
  );
  assert.match(repository.message(), /^Assisted-by: GitHub Copilot:gpt-5\.1$/m);
  assert.match(repository.message(), /^AI-Provenance: added=1 ai=1 /m);
  assert.match(repository.note(), /^a\.ts$/m);
}

function assertRefuses(repository: TestRepository): void {
  const before = repository.git('rev-parse', 'HEAD');
  const done = commitOf(repository, 'REFUSE this');
  assert.notEqual(done.code, 0, done.output);
  assert.deepEqual(
    done.calls.filter((call) => call !== 'mine'),
    ['manager'],
  );
  assert.equal(repository.git('rev-parse', 'HEAD'), before);
}

/** Hooks and configuration, whatever directory the repository is in. */
function stateOf(repository: TestRepository): Record<string, readonly string[]> {
  const places = ['.git/hooks', '.git/config', '.husky', 'lefthook.yml'];
  const standsFor = { [repository.beside('')]: '<here>/' };
  return Object.fromEntries(
    places.map((place) => [place, snapshot(join(repository.root, place), standsFor)]),
  );
}
