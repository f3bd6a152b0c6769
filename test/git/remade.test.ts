/**
 * Commits that replace others of the same branch: amended, fixed up, taken back and made again.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit that replaces others', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  function begin(): void {
    work.agent('a.ts', text('AI', ...COMMON));
    work.person('a.ts', text('AI', 'mine', ...COMMON));
    work.commit('first words');
  }

  const BEGUN = ['ai: AI', 'human: mine'];

  it('has more lines when it amends with new content', () => {
    begin();
    work.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI end'));
    work.person('b.ts', text('mine b'));
    work.git('add', '.');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    assert.deepEqual(work.added('a.ts'), [...BEGUN, 'ai: AI end']);
    assert.deepEqual(work.added('b.ts'), ['human: mine b']);
    assert.equal(work.counted(), 'added=4 ai=2 mixed=0 unknown=0');
  });

  it('has more lines when a part of the new content is amended', () => {
    begin();
    work.agent(
      'a.ts',
      text('AI', 'mine', ...COMMON.slice(0, 10), 'AI middle', ...COMMON.slice(10), 'AI end'),
    );
    work.gitWith({ stdin: 'n\ny\n' }, 'commit', '--quiet', '--amend', '--no-edit', '-p');
    assert.deepEqual(work.added('a.ts'), [...BEGUN, 'ai: AI end']);
    work.commit('the middle');
    assert.deepEqual(work.added('a.ts'), ['ai: AI middle']);
  });

  it('has fewer lines when it amends with less content', () => {
    begin();
    work.person('a.ts', text('mine', ...COMMON));
    work.git('commit', '--quiet', '-a', '--amend', '--no-edit');
    assert.equal(work.counted(), null);
    assert.equal(work.note(), null);
    assert.equal(work.message(), 'first words');
  });

  it('has fewer lines when a file is taken out of it, which has them when it is committed alone', () => {
    work.agent('b.ts', text('AI b'));
    begin();
    work.git('reset', '--quiet', 'HEAD~1', '--', 'b.ts');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    assert.deepEqual(work.added('a.ts'), BEGUN);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
    work.commit('b');
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });

  it('has the same lines under a new message', () => {
    begin();
    work.git('commit', '--quiet', '--amend', '-m', 'other words');
    assert.deepEqual(work.added('a.ts'), BEGUN);
    assert.match(
      work.message(),
      /^other words\n\nAssisted-by: Some Agent:model-1\nAI-Provenance: added=2 ai=1 /,
    );
  });

  it('has the same lines under another author', () => {
    begin();
    work.git('commit', '--quiet', '--amend', '--no-edit', '--author=Robin <r@example.com>');
    assert.deepEqual(work.added('a.ts'), BEGUN);
  });

  for (const how of ['--fixup=HEAD', '--squash=HEAD', '--fixup=amend:HEAD'] as const) {
    it(`has the lines of both after ${how} and --autosquash`, () => {
      begin();
      work.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI end'));
      work.git('add', '.');
      work.git('commit', '--quiet', ...(how === '--squash=HEAD' ? ['-m', 'more'] : []), how);
      assert.deepEqual(work.added('a.ts'), ['ai: AI end']);
      work.gitWith(
        { env: { GIT_SEQUENCE_EDITOR: 'true' } },
        'rebase',
        '--quiet',
        '--interactive',
        '--autosquash',
        'HEAD~2',
      );
      assert.deepEqual(work.added('a.ts'), [...BEGUN, 'ai: AI end']);
      assert.equal(work.git('rev-list', '--count', 'HEAD').trim(), '2');
    });
  }

  it('has the lines of a commit further down that a fixup joins', () => {
    begin();
    work.agent('b.ts', text('AI b'));
    work.commit('b');
    work.person('a.ts', text('AI', 'mine', 'mine too', ...COMMON));
    work.git('commit', '--quiet', '-a', '--fixup=HEAD~1');
    work.gitWith(
      { env: { GIT_SEQUENCE_EDITOR: 'true' } },
      'rebase',
      '--quiet',
      '--interactive',
      '--autosquash',
      'HEAD~3',
    );
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
    const [ai, ...others] = work.added('a.ts', 'HEAD~1');
    assert.equal(ai, 'ai: AI');
    // A commit without AI lines has no note from which to learn who wrote them.
    assert.deepEqual(others, ['human: mine', 'unknown: mine too']);
  });

  for (const how of ['--soft', '--mixed'] as const) {
    it(`has the lines of those that reset ${how} took back, and new ones`, () => {
      begin();
      work.agent('b.ts', text('AI b'));
      work.commit('b');
      work.git('reset', '--quiet', how, 'HEAD~2');
      work.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI end'));
      work.commit('all');
      assert.deepEqual(work.added('a.ts'), [...BEGUN, 'ai: AI end']);
      assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
      assert.equal(work.counted(), 'added=4 ai=3 mixed=0 unknown=0');
    });
  }

  it('has the lines of those that were taken back when an AI reports without one before its edit', () => {
    begin();
    work.git('reset', '--quiet', '--soft', 'HEAD~1');
    work.write('a.ts', text('AI', 'mine', ...COMMON, 'AI end'));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Other Agent', edited_filepaths: ['a.ts'] });
    work.commit('again');
    assert.deepEqual(work.added('a.ts'), [...BEGUN, 'ai: AI end']);
  });

  it('has the lines that were taken back when the index is reset as well, also in two commits', () => {
    begin();
    work.agent('b.ts', text('AI b'));
    work.commit('b');
    work.git('reset', '--quiet', '--soft', 'HEAD~2');
    work.git('reset', '--quiet');
    work.git('add', 'a.ts');
    work.git('commit', '--quiet', '-m', 'one part');
    assert.deepEqual(work.added('a.ts'), BEGUN);
    work.commit('other part');
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });

  it('has the lines that an amend gave up before the commit itself was taken back', () => {
    work.agent('b.ts', text('AI b'));
    begin();
    work.git('reset', '--quiet', 'HEAD~1', '--', 'b.ts');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    work.git('reset', '--quiet', '--soft', 'HEAD~1');
    work.commit('all again');
    assert.deepEqual(work.added('a.ts'), BEGUN);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });

  it('has the lines of a file that had other names in the commits that were taken back', () => {
    begin();
    work.git('mv', 'a.ts', 'b.ts');
    work.agent('b.ts', text('AI', 'mine', ...COMMON, 'AI end'));
    work.commit('b');
    work.git('mv', 'b.ts', 'c.ts');
    work.commit('c');
    work.git('reset', '--quiet', '--soft', 'HEAD~3');
    work.commit('all');
    assert.deepEqual(work.added('c.ts'), [...BEGUN, 'ai: AI end']);
  });

  it('has the lines that were taken back on another branch', () => {
    begin();
    work.git('branch', 'other', 'HEAD~1');
    work.git('reset', '--quiet', '--mixed', 'HEAD~1');
    work.git('switch', '--quiet', 'other');
    work.git('commit', '--quiet', '--allow-empty', '-m', 'empty');
    work.commit('all');
    assert.deepEqual(work.added('a.ts'), BEGUN);
  });
});
