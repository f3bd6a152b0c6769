/**
 * Commits that bring in what others have: merges, squashes, picks, reverts; with and without conflicts.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit that brings in others', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  /** On `side`: an AI’s and a person’s line at the top of `a.ts`. On `main`: a person’s at the top or at the end. */
  function diverge(where: 'top' | 'end'): void {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('a.ts', text('AI', ...COMMON));
    work.person('a.ts', text('AI', 'mine', ...COMMON));
    work.commit('side');
    work.git('checkout', '--quiet', 'main');
    work.person('a.ts', where === 'top' ? text('main', ...COMMON) : text(...COMMON, 'main'));
    work.commit('main');
  }

  const SIDE = ['ai: AI', 'human: mine'];

  it('has no lines of its own when it merges without a conflict', () => {
    diverge('end');
    // So that the hooks have a reason to look.
    work.agent('waiting.ts', text('AI'));
    work.git('merge', '--quiet', '--no-edit', 'side');
    assert.equal(work.counted(), null);
    assert.equal(work.note(), null);
    assert.equal(work.message(), "Merge branch 'side'");
  });

  it('has the lines that an AI adds to a merge before it is made', () => {
    diverge('end');
    work.git('merge', '--quiet', '--no-commit', 'side');
    work.agent('b.ts', text('AI b'));
    work.commit('merge');
    assert.equal(work.counted(), 'added=1 ai=1 mixed=0 unknown=0');
    assert.match(work.note() ?? '', /^b\.ts\n {2}s_\S+ 1\n---/);
  });

  it('has the lines by which an AI resolved a conflict, and none of either side', () => {
    diverge('top');
    assert.equal(work.try(['merge', '--quiet', 'side']).code, 1);
    work.agent('a.ts', text('main', 'AI', 'mine', 'AI joins', ...COMMON));
    work.commit('merge');
    assert.equal(work.counted(), 'added=1 ai=1 mixed=0 unknown=0');
    assert.match(work.note() ?? '', /^a\.ts\n {2}s_\S+ 4\n---/);
  });

  it('has them when the merge goes on with merge --continue', () => {
    diverge('top');
    assert.equal(work.try(['merge', '--quiet', 'side']).code, 1);
    work.agent('a.ts', text('main', 'AI', 'mine', 'AI joins', ...COMMON));
    work.git('add', 'a.ts');
    work.git('merge', '--continue');
    assert.equal(work.counted(), 'added=1 ai=1 mixed=0 unknown=0');
    assert.match(work.note() ?? '', /^a\.ts\n {2}s_\S+ 4\n---/);
  });

  it('has no AI lines when a person resolved the conflict', () => {
    diverge('top');
    assert.equal(work.try(['merge', '--quiet', 'side']).code, 1);
    work.person('a.ts', text('main', 'AI', 'mine', 'I join', ...COMMON));
    work.git('add', 'a.ts');
    work.agent('waiting.ts', text('AI'));
    work.git('commit', '--quiet', '-m', 'merge');
    assert.equal(work.note(), null);
    assert.equal(work.counted(), null);
  });

  it('has the lines of both branches when one is squashed in and a conflict is resolved', () => {
    diverge('top');
    assert.equal(work.try(['merge', '--quiet', '--squash', 'side']).code, 1);
    work.agent('a.ts', text('main', 'AI', 'mine', 'AI joins', ...COMMON));
    work.commit('squashed');
    assert.deepEqual(work.added('a.ts'), [...SIDE, 'ai: AI joins']);
  });

  describe('and in which a conflict brings lines back that both sides once had', () => {
    const resolved = text('main', 'AI', 'mine', 'AI on side', ...COMMON);

    const all = [...SIDE, 'ai: AI on side'];

    /** Both lines are committed; then `main` replaces them, and `side` adds one to them. */
    beforeEach(() => {
      work.person('a.ts', text('mine', ...COMMON));
      work.agent('a.ts', text('AI', 'mine', ...COMMON));
      work.commit('both');
      work.git('checkout', '--quiet', '-b', 'side');
      work.agent('a.ts', text('AI', 'mine', 'AI on side', ...COMMON));
      work.commit('side');
      work.git('checkout', '--quiet', 'main');
      work.person('a.ts', text('main', ...COMMON));
      work.commit('main');
    });

    it('has them after merge --squash', () => {
      assert.equal(work.try(['merge', '--quiet', '--squash', 'side']).code, 1);
      work.write('a.ts', resolved);
      work.commit('squashed');
      assert.deepEqual(work.added('a.ts'), all);
      assert.equal(work.counted(), 'added=3 ai=2 mixed=0 unknown=0');
    });

    it('has them when it is picked', () => {
      assert.notEqual(work.try(['cherry-pick', 'side']).code, 0);
      work.write('a.ts', resolved);
      work.git('add', '.');
      work.git('cherry-pick', '--continue');
      assert.deepEqual(work.added('a.ts'), all);
    });

    it('has them when it is picked with --no-commit', () => {
      assert.notEqual(work.try(['cherry-pick', '--no-commit', 'side']).code, 0);
      work.write('a.ts', resolved);
      work.commit('picked');
      assert.deepEqual(work.added('a.ts'), all);
    });

    it('has them when it is rebased', () => {
      work.git('checkout', '--quiet', 'side');
      assert.notEqual(work.try(['rebase', 'main']).code, 0);
      work.write('a.ts', resolved);
      work.git('add', '.');
      work.git('rebase', '--continue');
      assert.deepEqual(work.added('a.ts'), all);
    });
  });

  it('has the lines of a squashed branch under a message of its own', () => {
    diverge('end');
    work.git('merge', '--quiet', '--squash', 'side');
    work.git('commit', '--quiet', '-m', 'In other words');
    assert.deepEqual(work.added('a.ts'), SIDE);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
  });

  it('is told by its own numbers, not by those of the commits that its message quotes', () => {
    diverge('end');
    work.git('merge', '--quiet', '--squash', 'side');
    work.agent('a.ts', text(...COMMON.slice(1), 'main'));
    work.git('commit', '--quiet', '--all', '--no-edit');
    assert.match(work.message(), /^ +AI-Provenance: added=2 ai=1 .*\n\nAI-Provenance: added=0 ai=0 /m);
    for (const command of [['show'], ['log', 'HEAD~1..HEAD']]) {
      const told = work.countersign([...command, '--json']).stdout;
      assert.match(told, /"added":\s*0,\s*"ai":\s*0,/, told);
    }
  });

  it('has the lines of the commit that it picks', () => {
    diverge('end');
    work.git('cherry-pick', 'side');
    assert.deepEqual(work.added('a.ts'), SIDE);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
  });

  it('has them when a conflict is resolved, with a line of the person who did', () => {
    diverge('top');
    assert.notEqual(work.try(['cherry-pick', 'side']).code, 0);
    work.person('a.ts', text('main', 'AI', 'mine', 'I join', ...COMMON));
    work.git('add', '.');
    work.git('cherry-pick', '--continue');
    assert.deepEqual(work.added('a.ts'), [...SIDE, 'human: I join']);
  });

  it('has them when an AI resolved it and the commit is made with git commit', () => {
    diverge('top');
    assert.notEqual(work.try(['cherry-pick', 'side']).code, 0);
    work.agent('a.ts', text('main', 'AI', 'mine', 'AI joins', ...COMMON));
    work.commit('picked');
    assert.deepEqual(work.added('a.ts'), [...SIDE, 'ai: AI joins']);
  });

  it('has the lines of what it picks with --no-commit', () => {
    diverge('end');
    work.git('cherry-pick', '--no-commit', 'side');
    work.git('commit', '--quiet', '-m', 'later');
    assert.deepEqual(work.added('a.ts'), SIDE);
  });

  it('has the lines of several that it picks with --no-commit, and what an AI adds', () => {
    diverge('end');
    work.git('checkout', '--quiet', 'side');
    work.agent('b.ts', text('AI b'));
    work.commit('b');
    work.git('checkout', '--quiet', 'main');
    work.git('cherry-pick', '--no-commit', 'side~1', 'side');
    work.agent('c.ts', text('AI c'));
    work.commit('all');
    assert.deepEqual(work.added('a.ts'), SIDE);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
    assert.deepEqual(work.added('c.ts'), ['ai: AI c']);
  });

  it('has no AI lines when it reverts a commit of an AI', () => {
    work.agent('a.ts', text('AI', ...COMMON));
    work.commit('AI');
    work.git('revert', '--no-edit', 'HEAD');
    assert.equal(work.counted(), null);
    assert.equal(work.note(), null);
    assert.deepEqual(work.read('a.ts'), text(...COMMON));
  });

  it('has an AI’s lines again when it reverts their revert', () => {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.commit('AI');
    work.git('revert', '--no-edit', 'HEAD');
    work.git('revert', '--no-edit', 'HEAD');
    assert.deepEqual(work.added('a.ts'), SIDE);
  });

  it('has an AI’s lines again when it reverts the commit in which a person removed them', () => {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.commit('AI');
    work.person('a.ts', text(...COMMON));
    work.commit('away');
    work.agent('b.ts', text('AI b'));
    work.commit('between');
    work.git('revert', '--no-edit', 'HEAD~1');
    assert.deepEqual(work.added('a.ts'), SIDE);
  });

  it('has what is left of an AI’s lines after a revert with a conflict', () => {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.commit('AI');
    work.person('a.ts', text('instead', ...COMMON));
    work.commit('away');
    work.person('a.ts', text('something else', ...COMMON));
    work.commit('later');
    assert.notEqual(work.try(['revert', '--no-edit', 'HEAD~1']).code, 0);
    work.person('a.ts', text('something else', 'AI', 'mine', 'I join', ...COMMON));
    work.git('add', '.');
    work.git('revert', '--continue');
    assert.deepEqual(work.added('a.ts'), [...SIDE, 'human: I join']);
  });

  it('has the lines of a reverted revert with --no-commit', () => {
    work.agent('a.ts', text('AI', ...COMMON));
    work.commit('AI');
    work.git('revert', '--no-edit', 'HEAD');
    work.git('revert', '--no-commit', 'HEAD');
    work.git('commit', '--quiet', '-m', 'again');
    assert.deepEqual(work.added('a.ts'), ['ai: AI']);
  });

  it('has no lines of an AI that resolved the conflict in a renamed file but those that it wrote', () => {
    diverge('top');
    work.git('mv', 'a.ts', 'b.ts');
    work.commit('moved');
    assert.notEqual(work.try(['cherry-pick', 'side']).code, 0);
    work.write('b.ts', text('main', 'AI', 'mine', 'AI joins', ...COMMON));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Other Agent', edited_filepaths: ['b.ts'] });
    work.commit('picked');
    assert.deepEqual(work.added('b.ts'), [...SIDE, 'ai: AI joins']);
  });

  it('has the lines of a commit that is picked onto a renamed file', () => {
    work.git('switch', '--quiet', '-c', 'side');
    work.agent('a.ts', text('AI', ...COMMON));
    work.commit('AI');
    work.git('switch', '--quiet', 'main');
    work.git('mv', 'a.ts', 'b.ts');
    work.commit('moved');
    work.git('cherry-pick', 'side');
    assert.deepEqual(work.added('b.ts'), ['ai: AI']);
  });
});
