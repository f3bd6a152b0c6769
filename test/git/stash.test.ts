/**
 * Work that is put aside and taken up again, here or elsewhere: stashes, and branch switches with a dirty tree. Git
 * writes the files; their lines stay whose they were.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('work that was put aside', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  /** Two lines of a person and two of an AI at the top of `a.ts`, and an untracked file. */
  function begin(): void {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.person('b.ts', text('mine b'));
    work.agent('b.ts', text('mine b', 'AI b'));
  }

  function assertBegun(): void {
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
    assert.deepEqual(work.added('b.ts'), ['human: mine b', 'ai: AI b']);
    assert.equal(work.counted(), 'added=4 ai=2 mixed=0 unknown=0');
  }

  /** Somebody else goes on with the same file. */
  function otherWork(): void {
    work.agent('a.ts', text(...COMMON, 'AI meanwhile'));
    work.commit('meanwhile');
    assert.deepEqual(work.added('a.ts'), ['ai: AI meanwhile']);
  }

  for (const how of ['pop', 'apply'] as const) {
    it(`is as it was after stash ${how}`, () => {
      begin();
      work.git('stash', '--quiet', '--include-untracked');
      work.git('stash', how, '--quiet');
      work.commit();
      assertBegun();
    });
  }

  it('is as it was with the index too', () => {
    begin();
    work.git('add', 'a.ts');
    work.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI later'));
    work.git('stash', '--quiet', '--include-untracked');
    work.git('stash', 'pop', '--quiet', '--index');
    work.git('commit', '--quiet', '-m', 'staged');
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI later']);
  });

  it('is as it was after other work was committed in between', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    otherWork();
    work.git('stash', 'pop', '--quiet');
    work.commit();
    assertBegun();
  });

  it('is not the AI’s that reports next', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    otherWork();
    work.git('stash', 'pop', '--quiet');
    work.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI meanwhile', 'AI at last'));
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine', 'ai: AI at last']);
  });

  it('is not the AI’s whose report comes without one before its edit', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    otherWork();
    work.git('stash', 'pop', '--quiet');
    work.write('a.ts', text('AI', 'mine', ...COMMON, 'AI meanwhile', 'AI at last'));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Other Agent', edited_filepaths: ['a.ts'] });
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine', 'ai: AI at last']);
  });

  it('is as it was, file by file', () => {
    begin();
    work.git('stash', 'push', '--quiet', '--', 'a.ts');
    work.commit('b alone');
    assert.deepEqual(work.added('b.ts'), ['human: mine b', 'ai: AI b']);
    assert.deepEqual(work.added('a.ts'), []);
    work.git('stash', 'pop', '--quiet');
    work.commit('a alone');
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
  });

  it('is as it was, chunk by chunk', () => {
    work.agent('a.ts', text('AI', ...COMMON));
    work.person('a.ts', text('AI', ...COMMON, 'mine'));
    work.gitWith({ stdin: 'y\nn\n' }, 'stash', 'push', '--quiet', '-p');
    work.agent('a.ts', text(...COMMON, 'mine', 'AI again'));
    work.commit('the end');
    assert.deepEqual(work.added('a.ts'), ['human: mine', 'ai: AI again']);
    work.git('stash', 'pop', '--quiet');
    work.commit('the top');
    assert.deepEqual(work.added('a.ts'), ['ai: AI']);
  });

  it('is as it was on a branch of its own', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    otherWork();
    work.git('stash', 'branch', 'aside');
    work.commit();
    assertBegun();
    assert.equal(work.git('branch', '--show-current').trim(), 'aside');
  });

  it('is as it was on another branch, where the lines stand elsewhere', () => {
    work.git('checkout', '--quiet', '-b', 'other');
    work.write('a.ts', text('above 1', 'above 2', '', ...COMMON));
    work.commit('other');
    work.git('checkout', '--quiet', 'main');
    work.agent('a.ts', text(...COMMON, 'AI end'));
    work.person('a.ts', text(...COMMON, 'AI end', 'mine end'));
    work.git('stash', '--quiet');
    work.git('checkout', '--quiet', 'other');
    work.git('stash', 'pop', '--quiet');
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI end', 'human: mine end']);
  });

  it('keeps its lines where a conflict was resolved', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    work.person('a.ts', text('in the way', ...COMMON));
    work.commit('in the way');
    assert.notEqual(work.try(['stash', 'pop']).code, 0);
    assert.match(work.read('a.ts'), /^<<<<<<< /);
    work.write('a.ts', text('in the way', 'AI', 'mine', 'joined', ...COMMON));
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine', 'unknown: joined']);
  });

  it('keeps its lines where an AI resolved a conflict', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    work.person('a.ts', text('in the way', ...COMMON));
    work.commit('in the way');
    assert.notEqual(work.try(['stash', 'pop']).code, 0);
    work.agent('a.ts', text('in the way', 'AI', 'mine', 'AI joined', ...COMMON));
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine', 'ai: AI joined']);
  });

  it('is taken along to another branch', () => {
    work.git('branch', 'other');
    begin();
    work.git('checkout', '--quiet', 'other');
    work.commit();
    assertBegun();
  });

  it('is merged into another branch with checkout -m', () => {
    work.git('checkout', '--quiet', '-b', 'other');
    work.write('a.ts', text(...COMMON, 'at the end'));
    work.commit('other');
    work.git('checkout', '--quiet', 'main');
    begin();
    work.git('checkout', '--quiet', '-m', 'other');
    work.commit();
    assertBegun();
  });

  it('is gone for good when it was thrown away', () => {
    begin();
    work.git('stash', '--quiet', '--include-untracked');
    work.git('stash', 'drop', '--quiet');
    work.person('a.ts', text('another', ...COMMON));
    work.commit();
    assert.equal(work.message(), 'work');
    assert.equal(work.note(), null);
  });
});
