/**
 * A person rewrites an AI's lines while the commit is made again: no note says that they are the AI's, no note is empty,
 * and the trailers go with the lines.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit whose AI lines a person rewrote', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  /** Two AI lines at the top of `a.ts` and a commit above it, on `side`; `main` goes on with the same place or another. */
  function diverge(mains: string): void {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('a.ts', text('AI 1', 'AI 2', ...COMMON));
    work.commit('by an AI');
    assert.equal(work.counted(), 'added=2 ai=2 mixed=0 unknown=0');
    work.person('above.ts', text('above'));
    work.commit('above');
    work.git('checkout', '--quiet', 'main');
    work.person('a.ts', mains);
    work.commit('main goes on');
    work.git('checkout', '--quiet', 'side');
  }

  const elsewhere = text(...COMMON, 'main');
  const samePlace = text('main', ...COMMON);

  function assertNothingLeft(revision: string, subject: string): void {
    assert.equal(work.message(revision), subject);
    assert.equal(work.note(revision), null);
  }

  const sequence = (script: string): { env: Record<string, string> } => ({
    env: { GIT_SEQUENCE_EDITOR: `sed -i -e '${script}'` },
  });

  it('has neither note nor trailers after an amend', () => {
    work.agent('a.ts', text('AI 1', 'AI 2', ...COMMON));
    work.commit('by an AI');
    const former = work.git('rev-parse', 'HEAD').trim();
    work.person('a.ts', text('mine 1', 'mine 2', ...COMMON));
    work.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    assertNothingLeft('HEAD', 'by an AI');
    assert.match(work.note(former) ?? '', /^a\.ts\n {2}s_\S+ 1-2\n---/);
  });

  it('has neither when a rebase stops to edit the commit where it was', () => {
    diverge(elsewhere);
    work.gitWith(sequence('1s/^pick/edit/'), 'rebase', '--quiet', '--interactive', 'HEAD~2');
    work.person('a.ts', text('mine 1', 'mine 2', ...COMMON));
    work.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    work.git('rebase', '--continue');
    assertNothingLeft('HEAD~1', 'by an AI');
    assert.equal(work.note(), null);
  });

  for (const how of ['edit', 'break', 'exec'] as const)
    it(`has neither when a rebase stops (${how}) at the commit in another place`, () => {
      diverge(elsewhere);
      const script = { edit: '1s/^pick/edit/', break: '1abreak', exec: '1aexec test -f never' }[how];
      work.try(['rebase', '--interactive', 'main'], sequence(script));
      assert.equal(work.message().split('\n')[0], 'by an AI');
      work.person('a.ts', text('mine 1', 'mine 2', ...COMMON, 'main'));
      work.git('commit', '--quiet', '--all', '--amend', '--no-edit');
      assertNothingLeft('HEAD', 'by an AI');
      work.try(['rebase', '--continue']);
      assertNothingLeft('HEAD~1', 'by an AI');
    });

  it('counts what is left when only a part was rewritten there', () => {
    diverge(elsewhere);
    work.gitWith(sequence('1s/^pick/edit/'), 'rebase', '--quiet', '--interactive', 'main');
    work.person('a.ts', text('mine 1', 'AI 2', ...COMMON, 'main'));
    work.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    work.git('rebase', '--continue');
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), ['human: mine 1', 'ai: AI 2']);
    assert.equal(work.counted('HEAD~1'), 'added=2 ai=1 mixed=0 unknown=0');
  });

  it('counts both when an AI adds to it there', () => {
    diverge(elsewhere);
    work.gitWith(sequence('1s/^pick/edit/'), 'rebase', '--quiet', '--interactive', 'main');
    work.agent('new.ts', text('AI 3'));
    work.git('add', '.');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    work.git('commit', '--quiet', '--amend', '-m', 'in other words');
    work.git('rebase', '--continue');
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), ['ai: AI 1', 'ai: AI 2']);
    assert.equal(work.counted('HEAD~1'), 'added=3 ai=3 mixed=0 unknown=0');
  });

  it('leaves its numbers to itself when further commits are made there', () => {
    work.agent('a.ts', text('AI 1', ...COMMON.slice(4)));
    work.commit('by an AI');
    assert.match(work.message(), / deleted-by-ai=3 /);
    work.person('above.ts', text('above'));
    work.commit('above');
    work.gitWith(sequence('1s/^pick/edit/'), 'rebase', '--quiet', '--interactive', 'HEAD~2');
    work.person('between.ts', text('between'));
    work.commit('between');
    work.git('rebase', '--continue');
    assert.equal(work.message('HEAD~1'), 'between');
    assert.match(work.message('HEAD~2'), / ai=1 .* deleted-by-ai=3 /);
  });

  for (const how of ['rebase --continue', 'commit'] as const)
    it(`has neither when a conflict is resolved so (git ${how})`, () => {
      diverge(samePlace);
      assert.notEqual(work.try(['rebase', 'main']).code, 0);
      work.person('a.ts', text('main', 'mine 1', 'mine 2', ...COMMON));
      work.git('add', '.');
      if (how === 'commit') work.git('commit', '--quiet');
      work.git('rebase', '--continue');
      assertNothingLeft('HEAD~1', 'by an AI');
      assert.equal(work.message(), 'above');
    });

  it('counts what is left, and what is new, when a conflict is resolved by both', () => {
    diverge(samePlace);
    assert.notEqual(work.try(['rebase', 'main']).code, 0);
    work.person('a.ts', text('main', 'mine 1', 'AI 2', ...COMMON));
    work.agent('a.ts', text('main', 'mine 1', 'AI 2', 'AI joins', ...COMMON));
    work.git('add', '.');
    work.git('rebase', '--continue');
    const lines = ['human: mine 1', 'ai: AI 2', 'ai: AI joins'];
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), lines);
    assert.equal(work.counted('HEAD~1'), 'added=3 ai=2 mixed=0 unknown=0');
  });

  it('has neither when a conflict is resolved so in a commit that is picked', () => {
    diverge(samePlace);
    work.git('checkout', '--quiet', 'main');
    assert.notEqual(work.try(['cherry-pick', 'side~1']).code, 0);
    work.person('a.ts', text('main', 'mine 1', 'mine 2', ...COMMON));
    work.git('add', '.');
    work.git('cherry-pick', '--continue');
    assertNothingLeft('HEAD', 'by an AI');
  });

  it('has no note when it is fixed up by a commit of the person, and the message is the one that is kept', () => {
    diverge(elsewhere);
    work.person('a.ts', text('mine 1', 'mine 2', ...COMMON));
    work.git('commit', '--quiet', '--all', '--fixup=HEAD~1');
    work.gitWith(sequence(''), 'rebase', '--quiet', '--interactive', '--autosquash', 'main');
    assert.equal(work.note('HEAD~1'), null);
    // As docs/git.md says: where git joins commits without stopping, it keeps the words of the first one.
    assert.equal(work.counted('HEAD~1'), 'added=2 ai=2 mixed=0 unknown=0');
  });
});
