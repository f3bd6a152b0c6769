/**
 * Repositories that keep their refs in tables (reftable): neither notes nor ORIG_HEAD, CHERRY_PICK_HEAD or HEAD's reflog are
 * files. With git 2.45 or newer (`git`, or the one that `NEWER_GIT` names) in real ones; with any git in a stand-in, whose
 * refs git also tells of when it is asked, and in which the files that tell the same are of no use to the hooks.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { isGitAtLeast } from '../../src/adapters/git/gitVersion';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

/** After each move of a ref: a new list of tables; and what the hooks look for in files, as if it had been seen before. */
const STAND_IN = `#!/bin/sh
[ "$1" = committed ] || exit 0
dir=$(git rev-parse --absolute-git-dir)
mkdir -p "$dir/reftable" "$dir/countersign"
echo "$$-$(date +%s%N)" >"$dir/reftable/tables.list"
[ ! -f "$dir/ORIG_HEAD" ] || cp "$dir/ORIG_HEAD" "$dir/countersign/looked-at"
exit 0
`;

const newer = process.env['NEWER_GIT'];
const isNewEnough = isGitAtLeast(execFileSync(newer ?? 'git', ['--version'], { encoding: 'utf8' }), 2, 45);

for (const kind of ['a stand-in', ...(isNewEnough ? ['a real one'] : [])]) {
  describe(`a repository with its refs in tables: ${kind}`, () => {
    const isReal = kind === 'a real one';
    const path = process.env['PATH'];
    before(() => {
      if (isReal && newer !== undefined)
        process.env['PATH'] = [dirname(newer), path].filter(Boolean).join(delimiter);
    });
    after(() => {
      process.env['PATH'] = path;
    });

    let work: ReportedWork;
    eachWithReportedWork((made) => (work = made), isReal ? ['--ref-format=reftable'] : []);

    beforeEach(() => {
      if (!isReal) {
        writeFileSync(join(work.root, '.git/hooks/reference-transaction'), STAND_IN, { mode: 0o755 });
        work.git('update-ref', 'refs/heads/unused', 'HEAD');
      }
      assert.ok(existsSync(join(work.root, '.git/reftable/tables.list')));
    });

    const LINES = ['ai: AI', 'human: mine'];

    function begin(): void {
      work.person('a.ts', text('mine', ...COMMON));
      work.agent('a.ts', text('AI', 'mine', ...COMMON));
      work.commit('first words');
    }

    function assertBoth(revision = 'HEAD'): void {
      assert.deepEqual(work.added('a.ts', revision), LINES);
      assert.equal(work.counted(revision), 'added=2 ai=1 mixed=0 unknown=0');
    }

    /** A commit on the branch `side`, and another on `main` that meets it in a conflict, or does not. */
    function diverge(where: 'top' | 'end'): void {
      work.git('checkout', '--quiet', '-b', 'side');
      begin();
      work.git('checkout', '--quiet', 'main');
      work.person('a.ts', where === 'top' ? text('main', ...COMMON) : text(...COMMON, 'main'));
      work.commit('main');
    }

    /** The git commands that one of them starts, itself left out. */
    function startedBy(...args: string[]): string[] {
      const log = work.repository.beside(`trace-${process.hrtime.bigint()}`);
      work.gitWith({ env: { GIT_TRACE2_EVENT: log } }, ...args);
      const events = readFileSync(log, 'utf8').split('\n').filter(Boolean);
      const started = events.map((line) => JSON.parse(line) as { event: string; argv?: string[] });
      return started
        .filter(({ event }) => event === 'start')
        .map(({ argv = [] }) => argv.slice(1).join(' '))
        .filter((words) => /^(log|rev-parse --verify|cat-file)/.test(words));
    }

    it('has a note beside earlier ones, also when it is ready before the commit', () => {
      begin();
      work.agent('b.ts', text('AI b'));
      work.commit('b');
      assertBoth('HEAD~1');
      assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
      assert.equal(work.git('notes', '--ref=ai', 'list').trim().split('\n').length, 2);
    });

    it('keeps a note through an amend with other words and another date', () => {
      begin();
      work.git('commit', '--quiet', '--amend', '-m', 'other words', '--date=2001-02-03T04:05:06Z');
      assertBoth();
    });

    it('keeps it in a clone that only fetched its notes: amended, picked, rebased', async () => {
      diverge('end');
      const format = isReal ? ['--ref-format=reftable'] : [];
      work.git('clone', '--quiet', ...format, `file://${work.root}`, '../clone');
      const clone = work.at('../clone');
      clone.git('config', 'user.name', 'Dana Lee');
      clone.git('config', 'user.email', 'dana@example.com');
      await clone.install();
      clone.git('fetch', '--quiet', 'origin', 'refs/notes/ai:refs/notes/ai');
      clone.git('pack-refs', '--all');
      clone.git('checkout', '--quiet', '-b', 'picked', 'main');
      clone.git('cherry-pick', 'origin/side');
      assert.deepEqual(clone.added('a.ts'), LINES);
      for (const again of [
        ['commit', '--quiet', '--amend', '-m', 'other', '--date=2001-02-03T04:05:06Z'],
        ['rebase', '--quiet', 'main'],
      ]) {
        clone.git('checkout', '--quiet', '-B', 'side', 'origin/side');
        clone.git(
          'update-ref',
          'refs/notes/ai',
          clone.git('ls-remote', 'origin', 'refs/notes/ai').slice(0, 40),
        );
        clone.git(...again);
        assert.deepEqual(clone.added('a.ts'), LINES, again[0]);
      }
    });

    for (const how of ['--soft', '--mixed'] as const)
      it(`has the lines of what reset ${how} took back, also in two commits`, () => {
        begin();
        work.agent('b.ts', text('AI b'));
        work.commit('b');
        work.git('reset', '--quiet', how, 'HEAD~2');
        work.git('reset', '--quiet');
        work.git('add', 'a.ts');
        work.git('commit', '--quiet', '-m', 'one part');
        assertBoth();
        work.commit('other part');
        assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
      });

    it('has the lines of what is picked with a conflict', () => {
      diverge('top');
      assert.notEqual(work.try(['cherry-pick', 'side']).code, 0);
      work.person('a.ts', text('main', 'AI', 'mine', 'I join', ...COMMON));
      work.git('add', '.');
      work.git('cherry-pick', '--continue');
      assert.deepEqual(work.added('a.ts'), [...LINES, 'human: I join']);
    });

    it('has what is left after a revert with a conflict, and all after a revert of a revert', () => {
      begin();
      work.git('revert', '--no-edit', 'HEAD');
      work.git('revert', '--no-edit', 'HEAD');
      assertBoth();
      work.person('a.ts', text('instead', ...COMMON));
      work.commit('away');
      work.person('a.ts', text('something else', ...COMMON));
      work.commit('later');
      assert.notEqual(work.try(['revert', '--no-edit', 'HEAD~1']).code, 0);
      work.person('a.ts', text('something else', 'AI', 'mine', ...COMMON));
      work.git('add', '.');
      work.git('revert', '--continue');
      assert.deepEqual(work.added('a.ts'), LINES);
    });

    it('carries notes through a rebase, with a conflict that a person resolves by rewriting all', () => {
      diverge('end');
      work.git('checkout', '--quiet', 'side');
      work.git('rebase', '--quiet', 'main');
      assertBoth();
      work.git('checkout', '--quiet', '-b', 'other', 'main');
      work.person('a.ts', text('in the way', ...COMMON, 'main'));
      work.commit('in the way');
      work.git('checkout', '--quiet', 'side');
      assert.notEqual(work.try(['rebase', '--quiet', 'other']).code, 0);
      work.person('a.ts', text('in the way', 'all by hand', ...COMMON, 'main'));
      work.git('add', '.');
      work.git('commit', '--quiet', '--no-edit');
      work.git('rebase', '--continue');
      assert.equal(work.counted(), null);
      assert.equal(work.note(), null);
    });

    it('has notes in a linked worktree, after a reset there too', () => {
      work.git('worktree', 'add', '--quiet', '-b', 'other', '../linked');
      const linked = work.at('../linked');
      linked.person('a.ts', text('mine', ...COMMON));
      linked.agent('a.ts', text('AI', 'mine', ...COMMON));
      linked.commit();
      linked.git('reset', '--quiet', '--soft', 'HEAD~1');
      linked.git('commit', '--quiet', '-m', 'again');
      assert.deepEqual(linked.added('a.ts'), LINES);
    });

    it('is no one’s business where nothing is to be recorded: git is asked only after refs have moved', () => {
      begin();
      for (const name of ['one', 'two', 'three']) work.write(`${name}.txt`, text(name));
      // In the second of a commit that has a note, the hooks look whether this one amends it.
      const commit = ['commit', '--quiet', '--date=2001-02-03T04:05:06Z', '-m'];
      work.git('add', 'one.txt');
      work.git(...commit, 'one');
      work.git('add', 'two.txt');
      assert.deepEqual(startedBy(...commit, 'two'), []);
      work.git('branch', 'moved');
      work.git('add', 'three.txt');
      assert.match(startedBy(...commit, 'three').join('\n'), /^log -g [^\n]*$/);
      assert.equal(work.note(), null);
    });

    it('shares its notes', () => {
      begin();
      work.git('init', '--quiet', '--bare', ...(isReal ? ['--ref-format=reftable'] : []), '../server.git');
      work.git('remote', 'add', 'origin', '../server.git');
      assert.equal(work.countersign(['notes', 'push']).code, 0);
      const id = work.git('rev-parse', 'refs/notes/ai');
      assert.equal(work.git('ls-remote', 'origin', 'refs/notes/ai').slice(0, id.length - 1), id.trim());
      work.git('update-ref', '-d', 'refs/notes/ai');
      assert.equal(work.countersign(['notes', 'fetch']).code, 0);
      assertBoth();
    });
  });
}
