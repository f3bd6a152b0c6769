/**
 * What our hooks keep for one another goes with them: after a day’s work, nothing of ours is left where they were removed.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('hooks that are removed after a day’s work', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  /** Commits of many kinds; all that was written is committed. */
  function workADay(tree: ReportedWork, name: string): void {
    tree.agent(`${name}.ts`, text('AI', ...COMMON));
    tree.commit(name);
    tree.git('commit', '--quiet', '--amend', '-m', 'other words');
    tree.git('reset', '--quiet', '--soft', 'HEAD~1');
    tree.gitWith({ env: { GIT_EDITOR: `sed -i -e 1s/^/${name}/` } }, 'commit', '--quiet');
    tree.git('revert', '--no-edit', 'HEAD');
    tree.git('revert', '--no-edit', 'HEAD');
    tree.git('reset', '--quiet', '--hard', 'HEAD~1');
    tree.write('b.ts', text('nobody'));
    tree.commit('b');
  }

  const left = (directory: string): string[] =>
    readdirSync(join(work.root, '.git', directory), { recursive: true })
      .map(String)
      .filter((path) => /countersign/.test(path));

  it('leave nothing in the repository', () => {
    workADay(work, 'main');
    const { code, stderr } = work.countersign(['hooks', 'uninstall']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(left('.'), []);
  });

  it('leave nothing in a linked worktree', () => {
    work.git('worktree', 'add', '--quiet', '-b', 'other', '../linked');
    workADay(work.at('../linked'), 'linked');
    const { code, stderr } = work.countersign(['hooks', 'uninstall']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(left('.'), []);
  });
});
