/**
 * `"enforce"` in the policy, with real git: commits and pushes that are refused, what lets them through, and that
 * nothing but the policy's verdict stops anything.
 */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAM, TRAILER, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, type SignTeam } from './signSupport';
import { installHooks, typeFile, type By, type Outcome } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

const AI_CODE: Lines = [
  ['human', '// Fees'],
  ['ai', 'export const fee = 2;'],
  ['ai', 'export const tax = 19;'],
];
const AT_COMMIT = { ...TRAILER, enforce: 'commit' };
const AT_PUSH = { ...TRAILER, enforce: 'push' };
const SIGNED_BY_SAM = ['--trailer', `Countersigned-by: ${SAM}`];
const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];

describe('enforcement', () => {
  let program: string;
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made, built) => {
    gate = made;
    team = made.team;
    program = built;
  });

  const git = (...args: string[]): Outcome => team.repository.run('git', args);

  function stage(lines: Lines = AI_CODE, path = PATH): void {
    typeFile(team.repository, path, lines);
    gate.git('add', '-A');
  }

  function passes(...args: string[]): void {
    const { code, stderr } = git(...args);
    assert.deepEqual([code, stderr], [0, '']);
  }

  function refuses(args: readonly string[], said: RegExp): void {
    const head = team.id('HEAD');
    const { code, stderr } = git(...args);
    assert.equal(code, 1, stderr);
    assert.match(stderr, said);
    assert.equal(team.id('HEAD'), head);
  }

  /** It goes on, and one line says why. */
  function goesOn(args: readonly string[], said: RegExp): void {
    const { code, stderr } = git(...args);
    assert.equal(code, 0, stderr);
    const lines = stderr.split('\n').filter((line) => said.test(line));
    assert.equal(lines.length, 1, stderr);
  }

  const COMMIT = ['commit', '-q', '-m', 'Pay'];

  describe('of commits', () => {
    it('refuses AI lines that nobody has signed off, and says everything that matters', () => {
      gate.start(AT_COMMIT);
      stage();
      const { code, stderr } = git(...COMMIT);
      assert.equal(code, 1);
      assert.equal(
        stderr,
        [
          'countersign: the policy refuses this commit:',
          `  An AI wrote ${PATH} lines 2-3; the rule payments wants 1 countersignature, and there is none.`,
          `    to do: One of sam@example.com, kim@example.com (@seniors) has to review it and be named in the message, as with git commit --trailer "Countersigned-by: NAME <EMAIL>".`,
          'git commit --no-verify goes on without this check; countersign check in the build still decides.',
          '',
        ].join('\n'),
      );
      assert.equal(team.id('HEAD'), gate.base);
    });

    it('lets through what a senior is named for, and the gate agrees', async () => {
      gate.start(AT_COMMIT);
      stage();
      passes(...COMMIT, ...SIGNED_BY_SAM);
      assert.deepEqual(await gate.found(), []);
    });

    it('refuses the name of the author and of strangers', () => {
      gate.start(AT_COMMIT);
      stage();
      const named = (who: string): string[] => [...COMMIT, '--trailer', `Countersigned-by: ${who}`];
      refuses(named('Dana Lee <dana@example.com>'), /dana@example\.com wrote it, so another person/);
      refuses(named('Max <max@example.com>'), /max@example\.com is not among those who may sign/);
    });

    it('lets through human lines, other files, and everything with --no-verify', () => {
      gate.start(AT_COMMIT);
      stage([['human', 'export const fee = 2;']]);
      passes(...COMMIT);
      stage(AI_CODE, 'other.ts');
      passes(...COMMIT);
      stage(AI_CODE, 'src/pay2.ts');
      passes(...COMMIT, '--no-verify');
      assert.match(team.repository.message(), /^AI-Critical: payments src\/pay2\.ts 2$/m);
    });

    it('judges an amended commit by what was before it', () => {
      gate.start(AT_COMMIT);
      stage();
      passes(...COMMIT, ...SIGNED_BY_SAM);
      passes('commit', '-q', '--amend', '--no-edit');
      refuses(['commit', '-q', '--amend', '-m', 'Pay again'], /An AI wrote src\/pay\.ts lines 2-3/);
    });

    it('judges of a merge only what it brings itself', () => {
      gate.start(AT_COMMIT);
      gate.git('checkout', '-q', '-b', 'topic');
      stage();
      passes(...COMMIT, '--no-verify');
      gate.git('checkout', '-q', 'main');
      stage([['human', 'elsewhere']], 'other.ts');
      passes(...COMMIT);
      passes('merge', '-q', '--no-edit', 'topic');
      gate.git('checkout', '-q', '-b', 'more', 'HEAD~1');
      stage([['human', '// Fees of mine']]);
      passes(...COMMIT);
      assert.equal(git('merge', '-q', 'topic').code, 1);
      stage([
        ['ai', '// Fees of both'],
        ['-', 'export const fee = 2;'],
      ]);
      refuses(['commit', '-q', '--no-edit'], /An AI wrote src\/pay\.ts line 1;/);
      passes('commit', '-q', '-m', 'Both', ...SIGNED_BY_SAM);
    });

    it('reads the policy of HEAD, not the one that is committed', () => {
      gate.start(AT_COMMIT);
      stage();
      team.repository.write('.countersign.json', JSON.stringify({ ...AT_COMMIT, critical: [] }));
      gate.git('add', '-A');
      refuses(COMMIT, /An AI wrote src\/pay\.ts lines 2-3/);
      gate.git('rm', '-q', '-f', '.countersign.json');
      refuses(COMMIT, /An AI wrote src\/pay\.ts lines 2-3/);
    });

    it('begins with the commit after the one that brings the policy', () => {
      gate.start(TRAILER);
      team.repository.write('.countersign.json', JSON.stringify(AT_COMMIT));
      stage();
      passes(...COMMIT);
      stage([...AI_CODE, ['ai', 'export const more = 1;']]);
      refuses(COMMIT, /An AI wrote src\/pay\.ts line 4/);
    });

    it('does not count what will not be in the message', () => {
      gate.start(AT_COMMIT);
      stage();
      const editor = team.repository.beside('editor');
      const text = `Pay\\n\\n# Countersigned-by: ${SAM}\\n# ------------------------ >8 ------------------------\\nCountersigned-by: ${SAM}\\n`;
      writeFileSync(editor, `#!/bin/sh\nprintf '${text}' > "$1"\n`, { mode: 0o755 });
      const { code, stderr } = team.repository.run('git', ['commit', '-q'], { env: { GIT_EDITOR: editor } });
      assert.deepEqual([code, /An AI wrote/.test(stderr)], [1, true], stderr);
    });

    it('asks for destructive edits to be signed off as well', () => {
      gate.start({ ...AT_COMMIT, destructive: { countersign: { by: [SENIOR] } } });
      stage([['ai', 'DROP TABLE users;']], 'db/next.sql');
      refuses(COMMIT, /db\/next\.sql: AI-written lines are destructive: sql-drop/);
      passes(...COMMIT, ...SIGNED_BY_SAM);
    });

    it('only tells of what needs a signature, which no commit can have before it exists', async () => {
      if (!isOnPath('ssh-keygen')) return;
      const sam = team.key('sam');
      team.base(`${SENIOR} ${sam.publicKey}\n`, { ...POLICY, enforce: 'commit' });
      stage();
      goesOn(COMMIT, /has to review it and run countersign sign HEAD when it is committed/);
      await team.sign(SENIOR, sam);
      passes('commit', '-q', '--amend', '-m', 'The same content');
    });

    it('goes on when the policy of HEAD is broken', () => {
      gate.start(AT_COMMIT);
      team.repository.write('.countersign.json', JSON.stringify({ ...AT_COMMIT, groups: 3 }));
      stage([['human', 'x']]);
      git(...COMMIT);
      stage();
      goesOn(
        COMMIT,
        /^countersign: whether this commit has to be countersigned is not known \(\.countersign\.json of/,
      );
    });

    it('goes on without its program, without Node, and when git cannot answer', async () => {
      const own = join(team.repository.root, '.git/countersign');
      gate.start(AT_COMMIT);
      stage();
      rmSync(join(own, 'cli.cjs'));
      goesOn(COMMIT, /a program of the hooks is missing; run: countersign hooks install/);
      await installHooks(team.repository, program);
      stage([...AI_CODE, ['ai', 'export const more = 1;']]);
      rmSync(join(own, 'hookMessage.cjs'));
      goesOn(COMMIT, /nobody looked whether this commit has to be countersigned/);
    });

    it('starts nothing where the policy refuses nothing', () => {
      gate.start(TRAILER);
      const told = team.repository.beside('started');
      const counting = team.repository.beside('counting');
      writeFileSync(counting, `#!/bin/sh\necho "$*" >> '${told}'\nexec '${process.execPath}' "$@"\n`, {
        mode: 0o755,
      });
      const past = new Date(Date.now() - 10_000).toISOString();
      team.repository.run('touch', ['-d', past, '.countersign.json']);
      passes('commit', '-q', '--allow-empty', '-m', 'looks once');
      writeFileSync(join(team.repository.root, '.git/countersign/node'), `${counting}\n`);
      passes('commit', '-q', '--allow-empty', '-m', 'and never again');
      assert.equal(team.repository.run('cat', [told]).stdout, '');
      assert.equal(team.repository.has('.git/hooks/commit-msg'), false);
      team.repository.write('.countersign.json', JSON.stringify(AT_COMMIT));
      passes('commit', '-q', '--allow-empty', '-m', 'until the policy changes');
      assert.match(team.repository.run('cat', [told]).stdout, /commit-msg/);
    });

    it('runs the hook that was there first, and keeps its exit code', async () => {
      gate.team.repository.run('sh', ['-c', 'rm -f .git/hooks/commit-msg']);
      team.repository.write(
        '.git/hooks/commit-msg',
        '#!/bin/sh\necho former >> "$0.calls"\n[ ! -e refuse ]\n',
        0o755,
      );
      await installHooks(team.repository, program);
      gate.start(AT_COMMIT);
      stage();
      refuses(COMMIT, /An AI wrote/);
      passes(...COMMIT, ...SIGNED_BY_SAM);
      team.repository.write('refuse', '');
      assert.equal(git('commit', '-q', '--allow-empty', '-m', 'x').code, 1);
      const calls = team.repository.read('.git/hooks/commit-msg.before-countersign.calls');
      assert.equal(calls, 'former\n'.repeat(4));
    });
  });

  describe('of pushes', () => {
    beforeEach(() => {
      const remote = team.repository.beside('remote.git');
      team.repository.run('git', ['init', '-q', '--bare', '--initial-branch=main', remote]);
      gate.git('remote', 'add', 'origin', remote);
    });

    function start(policy: object = AT_PUSH): void {
      gate.start(policy);
      passes('push', '-q', '-u', 'origin', 'main');
    }

    const there = (ref: string): string => gate.git('ls-remote', 'origin', ref).split('\t')[0] ?? '';

    it('refuses what nobody has signed off, and lets it through afterwards', () => {
      start();
      stage();
      passes(...COMMIT);
      const { code, stderr } = git('push', '-q');
      assert.equal(code, 1);
      assert.match(
        stderr,
        /^countersign: the policy refuses this push:\n  An AI wrote src\/pay\.ts lines 2-3; the rule payments wants/,
      );
      assert.match(
        stderr,
        /^ {4}to do: One of sam@example\.com, kim@example\.com \(@seniors\) has to review it and run countersign sign [0-9a-f]{12}, then countersign notes push\.$/m,
      );
      assert.match(stderr, /^git push --no-verify goes on without this check/m);
      assert.equal(there('main'), gate.base);
      passes('commit', '-q', '--amend', '-m', 'Pay', ...SIGNED_BY_SAM);
      passes('push', '-q');
      assert.equal(there('main'), team.id('HEAD'));
    });

    it('lets it through when the senior has signed, and with --no-verify', async () => {
      if (!isOnPath('ssh-keygen')) return;
      const sam = team.key('sam');
      team.base(`${SENIOR} ${sam.publicKey}\n`, { ...POLICY, enforce: 'commit' });
      passes('push', '-q', '-u', 'origin', 'main');
      stage();
      git(...COMMIT);
      assert.equal(git('push', '-q').code, 1);
      passes('push', '-q', '--no-verify', 'origin', 'main:review');
      await team.sign(SENIOR, sam);
      passes('push', '-q');
    });

    it('judges a new branch by the branch that it comes from, and nothing twice', () => {
      start();
      gate.git('checkout', '-q', '-b', 'topic');
      stage();
      passes(...COMMIT);
      assert.equal(git('push', '-q', 'origin', 'topic').code, 1);
      passes('push', '-q', '--no-verify', 'origin', 'topic');
      gate.git('checkout', '-q', '-b', 'next');
      stage([['human', 'x']], 'other.ts');
      passes(...COMMIT);
      passes('push', '-q', 'origin', 'next');
    });

    it('judges what a rebased branch brings, not what it was rebased onto', () => {
      start();
      gate.git('checkout', '-q', '-b', 'topic');
      stage([['human', 'x']], 'other.ts');
      passes(...COMMIT);
      passes('push', '-q', 'origin', 'topic');
      gate.git('checkout', '-q', 'main');
      stage();
      passes(...COMMIT);
      passes('push', '-q', '--no-verify');
      gate.git('checkout', '-q', 'topic');
      gate.git('rebase', '-q', 'main');
      passes('push', '-q', '--force', 'origin', 'topic');
    });

    it('does not mind deletions, notes, and tags of what is there', () => {
      start();
      passes('push', '-q', 'origin', 'main:topic');
      stage();
      passes(...COMMIT);
      gate.git('tag', '-a', '-m', 'One', 'v1', 'HEAD~1');
      gate.git('tag', 'v2');
      passes('push', '-q', 'origin', ':topic', 'refs/notes/ai', 'v1');
      assert.equal(git('push', '-q', 'origin', 'v2').code, 1);
    });

    it('reads the policy that the remote has, not the one that is pushed', () => {
      start();
      team.repository.write('.countersign.json', '{}');
      stage();
      passes(...COMMIT);
      passes('commit', '-q', '--allow-empty', '-m', 'More');
      assert.equal(git('push', '-q').code, 1);
    });

    it('says of a broken policy that it is broken, and goes on', () => {
      start({ ...AT_PUSH, limits: 3 });
      stage();
      git(...COMMIT);
      goesOn(
        ['push', '-q'],
        /^countersign: whether this push has to be countersigned is not known \(\.countersign\.json of/,
      );
    });

    it('gives the hook that was there what git says, and keeps its exit code', async () => {
      const calls = team.repository.beside('calls');
      team.repository.run('sh', ['-c', 'rm -f .git/hooks/pre-push']);
      team.repository.write(
        '.git/hooks/pre-push',
        `#!/bin/sh\n{ echo "args=$*"; cat; } >> '${calls}'\n[ ! -e refuse ] || exit 3\n`,
        0o755,
      );
      await installHooks(team.repository, program);
      start();
      stage();
      passes(...COMMIT);
      assert.equal(git('push', '-q').code, 1);
      const [before, after] = [gate.base, team.id('HEAD')];
      const told = team.repository.run('cat', [calls]).stdout.split('\n');
      const address = team.repository.beside('remote.git');
      assert.deepEqual(told.slice(-3), [
        `args=origin ${address}`,
        `refs/heads/main ${after} refs/heads/main ${before}`,
        '',
      ]);
      team.repository.write('refuse', '');
      const { code, stderr } = git('push', '-q');
      assert.deepEqual([code, /the policy refuses/.test(stderr)], [1, false]);
    });

    it('works from a linked working tree', () => {
      start();
      gate.git('worktree', 'add', '-q', '-b', 'topic', '../linked');
      const linked = { in: '../linked' };
      const { repository } = team;
      typeFile(repository, '../linked/src/pay.ts', AI_CODE, {
        as: PATH,
        gitDir: join(repository.root, '.git/worktrees/linked'),
      });
      repository.run('git', ['add', '-A'], linked);
      assert.equal(repository.run('git', COMMIT, linked).code, 0);
      assert.match(
        repository.run('git', ['push', '-q', 'origin', 'topic'], linked).stderr,
        /An AI wrote src\/pay\.ts lines 2-3/,
      );
    });
  });

  it('stops nothing where hooks are not asked', () => {
    gate.start(AT_COMMIT);
    stage();
    passes(...NO_HOOKS, ...COMMIT);
  });
});
