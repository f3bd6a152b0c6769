/**
 * `countersign notes carry`: commits that were made anew where no hook of ours saw it get the notes of the former ones, and
 * no line that those do not attest.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];
const MORE = Array.from({ length: 10 }, (_, index) => `AI goes on ${index}`);
const BOTH = ['ai: AI', 'human: mine'];

describe('countersign notes carry', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  const id = (name: string): string => work.git('rev-parse', name).trim();

  /** On `side` one commit by both in `a.ts`, one by an AI in `b.ts`, one by a person; `main` goes on above their lines. */
  function diverge(): void {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('a.ts', text(...COMMON, 'AI'));
    work.person('a.ts', text(...COMMON, 'AI', 'mine'));
    work.commit('in a');
    work.agent('b.ts', text('AI b1', 'AI b2', ...MORE));
    work.commit('in b');
    work.person('c.ts', text('c'));
    work.commit('in c');
    work.git('branch', 'former');
    work.git('checkout', '--quiet', 'main');
    work.write('a.ts', text('above', ...COMMON));
    work.git('commit', '--quiet', '--all', '-m', 'upstream');
    work.git('checkout', '--quiet', 'side');
  }

  function carry(...args: string[]): string {
    const { code, stdout, stderr } = work.countersign(['notes', 'carry', ...args]);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  }

  function refused(...args: string[]): string {
    const { code, stdout, stderr } = work.countersign(['notes', 'carry', ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    return stderr;
  }

  /** Both commits have their lines, further down; the former notes are as they were. */
  function assertCarried(tip: string): void {
    assert.deepEqual(work.added('a.ts', `${tip}~2`), BOTH);
    assert.match(work.note(`${tip}~2`) ?? '', /^a\.ts\n {2}h_\S+ 23\n {2}s_\S+ 22\n---/);
    assert.ok(work.note(`${tip}~2`)?.includes(`"base_commit_sha": "${id(`${tip}~2`)}"`));
    assert.deepEqual(work.added('b.ts', `${tip}~1`), [
      'ai: AI b1',
      'ai: AI b2',
      ...MORE.map((line) => `ai: ${line}`),
    ]);
    assert.equal(work.note(tip), null);
    assert.match(work.note('former~2') ?? '', /^a\.ts\n {2}h_\S+ 22\n {2}s_\S+ 21\n---/);
  }

  it('finds the commits of a rebase without our hooks', () => {
    diverge();
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    assert.equal(work.note('HEAD~2'), null);
    assert.equal(carry('former'), 'Notes carried to 2 commits.\n');
    assertCarried('HEAD');
    // The commit on the notes is by who carried them, the lines are not.
    work.git('config', 'user.name', 'Robin Vale');
    assert.doesNotMatch(work.note('HEAD~2') ?? '', /Robin/);
  });

  it('leaves alone what has a note, so that it can be said twice', () => {
    diverge();
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    work.git('notes', '--ref=ai', 'add', '-m', 'somebody’s own words', 'HEAD~1');
    assert.equal(carry('former'), 'Notes carried to 1 commit.\nLeft alone, for they have notes: 1 commit.\n');
    assert.equal(work.note('HEAD~1'), 'somebody’s own words\n');
    const notes = id('refs/notes/ai');
    assert.equal(
      carry('former'),
      'Notes carried to 0 commits.\nLeft alone, for they have notes: 2 commits.\n',
    );
    assert.equal(id('refs/notes/ai'), notes);
  });

  it('finds mailed patches that git am applied', () => {
    diverge();
    work.git('format-patch', '--quiet', '-o', '../mail', 'main..side');
    work.git('checkout', '--quiet', '-b', 'applied', 'main');
    const mail = ['0001-in-a.patch', '0002-in-b.patch', '0003-in-c.patch'];
    work.git('am', '--quiet', ...mail.map((name) => `../mail/${name}`));
    assert.equal(work.note('HEAD~2'), null);
    assert.deepEqual(JSON.parse(carry('side', '--json')), { carried: 2, kept: 0, left: 0 });
    assertCarried('HEAD');
  });

  it('finds a history that git filter-branch wrote anew from its first commit on', () => {
    diverge();
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    carry('former');
    work.gitWith(
      { env: { FILTER_BRANCH_SQUELCH_WARNING: '1' } },
      ...['filter-branch', '--tree-filter', 'echo license >LICENSE', '--', 'side'],
    );
    assert.equal(work.try(['merge-base', 'side', 'main']).code, 1, 'nothing in common');
    assert.equal(work.note('side~1'), null);
    assert.equal(carry('refs/original/refs/heads/side', 'side'), 'Notes carried to 2 commits.\n');
    assertCarried('side');
    assert.equal(work.git('rev-list', '--count', 'side').trim(), '5');
  });

  it('finds what a server rebased, by the branch that was fetched before', () => {
    diverge();
    work.git('clone', '--quiet', '--bare', '.', '../server.git');
    work.git('remote', 'add', 'origin', '../server.git');
    work.git('fetch', '--quiet', 'origin');
    work.git('worktree', 'add', '--quiet', '--detach', '../elsewhere', 'side');
    const elsewhere = work.at('../elsewhere');
    elsewhere.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    elsewhere.git('push', '--quiet', '--force', 'origin', 'HEAD:side');
    work.git('fetch', '--quiet', '--force', 'origin', 'side:refs/remotes/origin/side');
    assert.equal(carry('main~1..side', 'main..origin/side'), 'Notes carried to 2 commits.\n');
    assertCarried('origin/side');
  });

  it('attests no line that was changed meanwhile, and none that is new', () => {
    diverge();
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main~1', '--force-rebase');
    work.git('reset', '--quiet', '--hard', 'HEAD~1');
    work.write('b.ts', text('AI b1', 'rewritten by hand', ...MORE, 'new'));
    work.git('add', '.');
    work.git(...NO_HOOKS, 'commit', '--quiet', '--amend', '--no-edit');
    // The first commit is the same to the byte, so it needs nothing.
    carry('former');
    assert.deepEqual(work.added('b.ts'), [
      'ai: AI b1',
      'unknown: rewritten by hand',
      ...MORE.map((line) => `ai: ${line}`),
      'unknown: new',
    ]);
    assert.match(work.note() ?? '', /^b\.ts\n {2}s_\S+ 1,3-12\n---/);
  });

  it('makes no note where a person rewrote all of the AI’s lines', () => {
    diverge();
    work.git('reset', '--quiet', '--hard', 'HEAD~1');
    work.write('b.ts', text(...MORE.map((_, index) => `by hand ${index}`)));
    work.git(...NO_HOOKS, 'commit', '--quiet', '--amend', '--all', '--no-edit');
    assert.equal(
      carry('former'),
      'Notes carried to 0 commits.\nNot carried, for no commit has their lines: the notes of 1 commit.\n',
    );
    assert.equal(work.note(), null);
  });

  it('invents nothing for commits that have nothing to do with them', () => {
    diverge();
    const notes = id('refs/notes/ai');
    work.git('checkout', '--quiet', '-b', 'other', 'main');
    for (const [path, line] of [
      ['a.ts', 'something else altogether'],
      ['d.ts', 'AI'],
      ['b.ts', 'nobody knows'],
    ] as const) {
      work.write(path, text(...(path === 'a.ts' ? ['above', ...COMMON] : []), line));
      work.git('add', '.');
      work.git(...NO_HOOKS, 'commit', '--quiet', '-m', `other ${path}`);
    }
    assert.equal(
      carry('former', 'other'),
      'Notes carried to 0 commits.\nNot carried, for no commit has their lines: the notes of 2 commits.\n',
    );
    assert.equal(id('refs/notes/ai'), notes);
  });

  it('keeps apart commits that change the same, where a person typed an AI’s lines once more', () => {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('b.ts', text('the same line', 'and another'));
    work.commit('add');
    work.git('rm', '--quiet', 'b.ts');
    work.git('commit', '--quiet', '-m', 'away');
    work.write('b.ts', text('the same line', 'and another'));
    work.git('add', '.');
    work.git(...NO_HOOKS, 'commit', '--quiet', '-m', 'add');
    work.git('branch', 'former');
    work.git('checkout', '--quiet', 'main');
    work.write('a.ts', text('above', ...COMMON));
    work.git('commit', '--quiet', '--all', '-m', 'upstream');
    work.git('checkout', '--quiet', 'side');
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    assert.equal(carry('former'), 'Notes carried to 1 commit.\n');
    assert.deepEqual(work.added('b.ts', 'HEAD~2'), ['ai: the same line', 'ai: and another']);
    assert.equal(work.note(), null);
    // Where only one of the two is left, nothing tells which.
    work.git('checkout', '--quiet', '-b', 'fewer', 'main');
    work.git(...NO_HOOKS, 'cherry-pick', 'former');
    carry('former', 'fewer');
    assert.equal(work.note(), null);
  });

  it('works whatever is configured, from a folder too', () => {
    diverge();
    for (const setting of ['color.ui=always', 'core.abbrev=5', 'diff.noprefix=true', 'diff.context=0'])
      work.git('config', ...(setting.split('=') as [string, string]));
    work.git(...NO_HOOKS, 'rebase', '--quiet', 'main');
    work.write('folder/x', '');
    const { code, stdout, stderr } = work.countersign(['notes', 'carry', 'former'], { in: 'folder' });
    assert.deepEqual([code, stdout, stderr], [0, 'Notes carried to 2 commits.\n', '']);
    assertCarried('HEAD');
  });

  it('says what it cannot do', () => {
    diverge();
    assert.match(refused(), /use: countersign notes .* carry <former> \[<new>\]/);
    assert.match(refused('nowhere'), /There is no commit named nowhere/);
    assert.match(refused('main..nowhere', 'side'), /There is no commit named nowhere/);
    assert.match(refused('--force'), /Wrong arguments/);
    assert.equal(carry('main', 'side'), 'No commit of the former range has a note.\n');
    assert.equal(carry('side', 'side'), 'No commit of the former range has a note.\n');
    const many = Array.from({ length: 4001 }, (_, index) => {
      const from = index === 0 ? '' : `from :${index}\n`;
      return `commit refs/heads/many\nmark :${index + 1}\ncommitter D <d@example.com> ${index + 1} +0000\ndata 1\nm\n${from}`;
    });
    work.gitWith({ stdin: many.join('\n') }, 'fast-import', '--quiet');
    assert.match(refused('many', 'side'), /4001 and 4 commits are too many to compare, 4000 are the most/);
  });
});

describe('countersign notes carry in a SHA-256 repository', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made), ['--object-format=sha256']);

  it('finds the commits that were made anew', () => {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('b.ts', text('AI'));
    work.commit('by an AI');
    work.git('branch', 'former');
    work.git(...NO_HOOKS, 'commit', '--quiet', '--amend', '-m', 'other words, so that the id is another');
    assert.equal(work.countersign(['notes', 'carry', 'former']).stdout, 'Notes carried to 1 commit.\n');
    assert.deepEqual(work.added('b.ts'), ['ai: AI']);
  });
});
