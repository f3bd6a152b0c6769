/**
 * Commits of a part of what is there: chosen lines, chosen files, chosen directories.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit of a part', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  /** An AI’s line at the top and another at the end, a person’s in the middle. */
  function writeThree(): void {
    work.agent('a.ts', text('AI top', ...COMMON));
    work.person('a.ts', text('AI top', ...COMMON.slice(0, 10), 'mine', ...COMMON.slice(10)));
    work.agent('a.ts', text('AI top', ...COMMON.slice(0, 10), 'mine', ...COMMON.slice(10), 'AI end'));
  }

  const rest = (...args: string[]): void => work.commit('rest', ...args);

  it('has what git add -p chose, and the next has the others', () => {
    writeThree();
    work.gitWith({ stdin: 'n\ny\ny\n' }, 'add', '-p');
    work.git('commit', '--quiet', '-m', 'chosen');
    assert.deepEqual(work.added('a.ts'), ['human: mine', 'ai: AI end']);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
    rest();
    assert.deepEqual(work.added('a.ts'), ['ai: AI top']);
  });

  it('has what git commit -p chose', () => {
    writeThree();
    work.gitWith({ stdin: 'y\ny\nn\n' }, 'commit', '--quiet', '-p', '-m', 'chosen');
    assert.deepEqual(work.added('a.ts'), ['ai: AI top', 'human: mine']);
    rest();
    assert.deepEqual(work.added('a.ts'), ['ai: AI end']);
  });

  it('has single lines out of a block, as editors stage them', () => {
    const block = ['AI 1', 'AI 2', 'AI 3'];
    work.agent('a.ts', text(...block, ...COMMON));
    work.person('a.ts', text('AI 1', 'between', 'AI 2', 'AI 3', ...COMMON));
    const patch = '--- a/a.ts\n+++ b/a.ts\n@@ -0,0 +1,2 @@\n+between\n+AI 3\n';
    work.gitWith({ stdin: patch }, 'apply', '--cached', '--unidiff-zero', '-');
    work.git('commit', '--quiet', '-m', 'two lines');
    assert.deepEqual(work.added('a.ts'), ['human: between', 'ai: AI 3']);
    rest();
    assert.deepEqual(work.added('a.ts'), ['ai: AI 1', 'ai: AI 2']);
  });

  it('has single lines whose text an editor puts into the index itself, committed as it does', () => {
    work.agent('a.ts', text('AI 1', 'AI 2', ...COMMON));
    work.person('a.ts', text('AI 1', 'mine', 'AI 2', ...COMMON, 'mine too'));
    // What VS Code runs for _Stage Selected Ranges_ and _Commit_.
    const stdin = text('AI 1', 'mine', ...COMMON);
    const id = work.gitWith({ stdin }, 'hash-object', '--stdin', '-w', '--path', 'a.ts').trim();
    work.git('update-index', '--cacheinfo', '100644', id, 'a.ts');
    const args = [
      '-c',
      'user.useConfigOnly=true',
      'commit',
      '--quiet',
      '--allow-empty-message',
      '--file',
      '-',
    ];
    work.gitWith({ stdin: 'two lines' }, ...args);
    assert.deepEqual(work.added('a.ts'), ['ai: AI 1', 'human: mine']);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
    rest();
    assert.deepEqual(work.added('a.ts'), ['ai: AI 2', 'human: mine too']);
  });

  it('has the halves of a chunk that was split, and one that was edited', () => {
    work.agent('a.ts', text('AI 1', ...COMMON.slice(0, 2), 'AI 2', ...COMMON.slice(2)));
    work.person('a.ts', text('AI 1', ...COMMON.slice(0, 2), 'AI 2', ...COMMON.slice(2), 'mine', 'mine too'));
    const editor = { GIT_EDITOR: "sed -i -e '/^+mine too/d'" };
    work.gitWith({ stdin: 's\nn\ny\ne\n', env: editor }, 'add', '-p');
    work.git('commit', '--quiet', '-m', 'chosen');
    assert.deepEqual(work.added('a.ts'), ['ai: AI 2', 'human: mine']);
    rest();
    assert.deepEqual(work.added('a.ts'), ['ai: AI 1', 'human: mine too']);
  });

  it('has an older version that was staged before an AI went on', () => {
    work.person('b.ts', text('mine'));
    work.agent('b.ts', text('mine', 'AI 1'));
    work.git('add', 'b.ts');
    work.agent('b.ts', text('AI 0', 'mine, rewritten by an AI', 'AI 1', 'AI 2'));
    work.git('commit', '--quiet', '-m', 'staged');
    assert.deepEqual(work.added('b.ts'), ['human: mine', 'ai: AI 1']);
    rest();
    assert.deepEqual(work.added('b.ts'), ['ai: AI 0', 'ai mixed: mine, rewritten by an AI', 'ai: AI 2']);
  });

  it('has what was marked with git add -N only once it is added', () => {
    work.agent('b.ts', text('AI'));
    work.person('c.ts', text('mine'));
    work.git('add', '-N', 'b.ts');
    work.git('add', 'c.ts');
    work.git('commit', '--quiet', '-m', 'only c');
    assert.equal(work.counted(), null);
    assert.equal(work.note(), null);
    rest();
    assert.deepEqual(work.added('b.ts'), ['ai: AI']);
  });

  it('has all tracked files with -a, and no others', () => {
    writeThree();
    work.agent('new.ts', text('AI new'));
    work.git('commit', '--quiet', '-a', '-m', 'tracked');
    assert.deepEqual(work.added('a.ts'), ['ai: AI top', 'human: mine', 'ai: AI end']);
    assert.deepEqual(work.added('new.ts'), []);
    rest();
    assert.deepEqual(work.added('new.ts'), ['ai: AI new']);
  });

  for (const args of [['--only'], ['--include'], []] as const) {
    it(`has the files that it names ${args.join('') || 'without an option'}`, () => {
      writeThree();
      work.agent('dir/b.ts', text('AI b'));
      work.person('dir/c.ts', text('mine c'));
      work.git('add', '.');
      work.agent('dir/b.ts', text('AI b', 'AI b later'));
      work.git('commit', '--quiet', ...args, '-m', 'dir', '--', 'dir/b.ts', ':(glob)dir/c*');
      assert.deepEqual(work.added('dir/b.ts'), ['ai: AI b', 'ai: AI b later']);
      assert.deepEqual(work.added('dir/c.ts'), ['human: mine c']);
      const all = ['ai: AI top', 'human: mine', 'ai: AI end'];
      assert.deepEqual(work.added('a.ts'), args[0] === '--include' ? all : []);
      if (args[0] === '--include') return;
      rest();
      assert.deepEqual(work.added('a.ts'), all);
    });
  }

  it('has the files that a list names', () => {
    writeThree();
    work.agent('dir/b.ts', text('AI b'));
    work.git('add', '.');
    work.write('../list', 'dir/b.ts\n');
    work.git('commit', '--quiet', '-m', 'b', '--pathspec-from-file=../list');
    assert.deepEqual(work.added('dir/b.ts'), ['ai: AI b']);
    assert.deepEqual(work.added('a.ts'), []);
  });

  it('is made from a directory below the root, with paths relative to it', () => {
    writeThree();
    work.agent('dir/deep/b.ts', text('AI b'));
    work.git('add', '.');
    work.gitWith({ in: 'dir/deep' }, 'commit', '--quiet', '-m', 'b', 'b.ts');
    assert.deepEqual(work.added('dir/deep/b.ts'), ['ai: AI b']);
    assert.deepEqual(work.added('a.ts'), []);
    work.gitWith({ in: 'dir' }, 'commit', '--quiet', '-a', '-m', 'a');
    assert.deepEqual(work.added('a.ts'), ['ai: AI top', 'human: mine', 'ai: AI end']);
  });

  it('is made with --no-verify, which skips the checks and not the record', () => {
    writeThree();
    work.git('commit', '--quiet', '-a', '--no-verify', '-m', 'unchecked');
    assert.deepEqual(work.added('a.ts'), ['ai: AI top', 'human: mine', 'ai: AI end']);
    assert.equal(work.counted(), 'added=3 ai=2 mixed=0 unknown=0');
  });

  it('is made on a detached HEAD', () => {
    work.git('checkout', '--quiet', '--detach');
    writeThree();
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI top', 'human: mine', 'ai: AI end']);
  });

  it('is empty while an AI’s lines wait', () => {
    work.agent('b.ts', text('AI'));
    work.git('commit', '--quiet', '--allow-empty', '-m', 'empty');
    assert.equal(work.message(), 'empty');
    assert.equal(work.note(), null);
    rest();
    assert.deepEqual(work.added('b.ts'), ['ai: AI']);
  });

  it('is the first of a repository, and is amended', async () => {
    work.git('init', '--quiet', '--initial-branch=main', '../fresh');
    const fresh = work.at('../fresh');
    fresh.git('config', 'user.name', 'Dana Lee');
    fresh.git('config', 'user.email', 'dana@example.com');
    await fresh.install();
    fresh.person('b.ts', text('mine'));
    fresh.agent('b.ts', text('mine', 'AI'));
    fresh.commit('root');
    assert.deepEqual(fresh.added('b.ts'), ['human: mine', 'ai: AI']);
    fresh.agent('b.ts', text('mine', 'AI', 'AI too'));
    fresh.git('commit', '--quiet', '-a', '--amend', '--no-edit');
    assert.deepEqual(fresh.added('b.ts'), ['human: mine', 'ai: AI', 'ai: AI too']);
    assert.equal(fresh.counted(), 'added=3 ai=2 mixed=0 unknown=0');
  });

  it('is the first of its branch', () => {
    work.git('checkout', '--quiet', '--orphan', 'fresh');
    work.git('rm', '--quiet', '-rf', '.');
    work.person('b.ts', text('mine'));
    work.agent('b.ts', text('mine', 'AI'));
    work.commit('root');
    assert.deepEqual(work.added('b.ts'), ['human: mine', 'ai: AI']);
    assert.equal(work.git('log', '--format=%s').trim(), 'root');
  });
});
