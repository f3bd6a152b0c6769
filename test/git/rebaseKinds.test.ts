/**
 * Rebases in the less usual ways: each commit that they make anew has its lines, and nothing else.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a rebase', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  const BOTH = ['ai: AI', 'human: mine'];
  const id = (name: string): string => work.git('rev-parse', name).trim();

  /** On `side` two commits by an AI and a person; `main` goes on with lines above theirs. */
  function diverge(): void {
    work.git('checkout', '--quiet', '-b', 'side');
    work.agent('a.ts', text(...COMMON, 'AI'));
    work.person('a.ts', text(...COMMON, 'AI', 'mine'));
    work.commit('in a');
    work.agent('b.ts', text('AI b'));
    work.commit('in b');
    mainGoesOn();
    work.git('checkout', '--quiet', 'side');
  }

  function mainGoesOn(): void {
    work.git('checkout', '--quiet', 'main');
    work.write('a.ts', text('above', ...COMMON));
    work.git('commit', '--quiet', '--all', '-m', 'upstream');
  }

  /** Both commits were made anew, and say the same as before at other places. */
  function assertFollowed(former: string): void {
    assert.notEqual(id('HEAD'), former);
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), BOTH);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
    // The lines are 21 and 22 where they were written, one further down here.
    assert.match(work.note('HEAD~1') ?? '', /^a\.ts\n {2}h_\S+ 23\n {2}s_\S+ 22\n---/);
    assert.match(work.note(`${former}~1`) ?? '', /^a\.ts\n {2}h_\S+ 22\n {2}s_\S+ 21\n---/);
    assert.match(work.note() ?? '', /^b\.ts\n {2}s_\S+ 1\n---/);
    assert.equal(work.note('main'), null);
  }

  describe('with --rebase-merges', () => {
    /** On `side`, which started before `main` went on, a merge of `topic`, where an AI wrote; `during` before it is made. */
    function mergeOnSide(mine: string, during: () => void): void {
      work.git('checkout', '--quiet', '-b', 'topic');
      work.agent('a.ts', text(...COMMON, 'AI'));
      work.person('a.ts', text(...COMMON, 'AI', 'mine'));
      work.commit('topic');
      work.git('checkout', '--quiet', '-b', 'side', 'main');
      work.person('c.ts', text('c'));
      if (mine !== '') work.person('a.ts', text(...COMMON, mine));
      work.commit('side');
      work.try(['merge', '--quiet', '--no-ff', '--no-commit', 'topic']);
      during();
      work.commit('merged');
      mainGoesOn();
      work.git('checkout', '--quiet', 'side');
    }

    it('keeps the lines of a branch that was merged, on the branch', () => {
      mergeOnSide('', () => undefined);
      const former = id('HEAD^2');
      work.git('rebase', '--quiet', '--rebase-merges', 'main');
      assert.equal(work.git('rev-list', '--merges', '--count', 'main..').trim(), '1');
      assert.notEqual(id('HEAD^2'), former);
      assert.deepEqual(work.added('a.ts', 'HEAD^2'), BOTH);
      assert.match(work.note('HEAD^2') ?? '', /^a\.ts\n {2}h_\S+ 23\n {2}s_\S+ 22\n---/);
      assert.equal(work.note(), null);
    });

    it('keeps the line by which an AI joined two branches, when the conflict is resolved as before', () => {
      mergeOnSide('side', () => work.agent('a.ts', text(...COMMON, 'side', 'AI', 'mine', 'AI joins')));
      const former = id('HEAD');
      assert.match(work.note() ?? '', /^a\.ts\n {2}s_\S+ 24\n---/);
      assert.notEqual(work.try(['rebase', '--rebase-merges', 'main']).code, 0);
      work.write('a.ts', text('above', ...COMMON, 'side', 'AI', 'mine', 'AI joins'));
      work.git('add', '.');
      work.git('rebase', '--continue');
      assert.equal(work.git('rev-list', '--merges', '--count', 'main..').trim(), '1');
      assert.match(work.note() ?? '', /^a\.ts\n {2}s_\S+ 25\n---/);
      assert.match(work.note(former) ?? '', /^a\.ts\n {2}s_\S+ 24\n---/);
      assert.deepEqual(work.added('a.ts', 'HEAD^2'), BOTH);
    });

    it('attests nothing of a merge whose AI line git leaves out when it merges anew', () => {
      mergeOnSide('', () => work.agent('d.ts', text('AI d')));
      assert.match(work.note() ?? '', /^d\.ts\n/);
      work.git('rebase', '--quiet', '--rebase-merges', 'main');
      assert.equal(work.repository.has('d.ts'), false);
      assert.equal(work.note(), null);
    });
  });

  it('with --autostash keeps commits and work that waits', () => {
    diverge();
    const former = id('HEAD');
    work.agent('c.ts', text('AI c'));
    work.agent('a.ts', text(...COMMON.slice(0, 10), 'AI waits', ...COMMON.slice(10), 'AI', 'mine'));
    work.git('add', 'c.ts');
    work.git('rebase', '--quiet', '--autostash', 'main');
    assertFollowed(former);
    work.commit('what waited');
    assert.deepEqual(work.added('a.ts'), ['ai: AI waits']);
    assert.deepEqual(work.added('c.ts'), ['ai: AI c']);
    assert.equal(work.counted(), 'added=2 ai=2 mixed=0 unknown=0');
  });

  it('with --exec and a check that passes, once after each commit', () => {
    diverge();
    const former = id('HEAD');
    work.git('rebase', '--quiet', '--exec', 'git rev-parse HEAD >>../checked', 'main');
    assertFollowed(former);
    assert.equal(work.read('../checked'), `${id('HEAD~1')}\n${id('HEAD')}\n`);
  });

  it('with --exec and a program that amends each commit', () => {
    diverge();
    const former = id('HEAD');
    const amend = 'echo seen >>seen && git add seen && git commit --quiet --amend --no-edit';
    work.git('rebase', '--quiet', '--exec', amend, 'main');
    assertFollowed(former);
    assert.deepEqual(work.added('seen'), ['unknown: seen']);
  });

  it('with --exec and a check that fails until an AI mends it', () => {
    diverge();
    const former = id('HEAD');
    assert.notEqual(work.try(['rebase', '--exec', 'test -f fixed.ts', 'main']).code, 0);
    work.agent('fixed.ts', text('AI mends'));
    work.git('add', '.');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    work.git('rebase', '--continue');
    assert.notEqual(id('HEAD'), former);
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), BOTH);
    assert.deepEqual(work.added('fixed.ts', 'HEAD~1'), ['ai: AI mends']);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });

  it('that stops to edit a commit, of which two are made, has the lines of each in its place', () => {
    diverge();
    work.git('reset', '--quiet', '--soft', 'HEAD~1');
    work.git('commit', '--quiet', '--amend', '-m', 'both');
    const env = { GIT_SEQUENCE_EDITOR: "sed -i -e '1s/^pick/edit/'" };
    work.gitWith({ env }, 'rebase', '--quiet', '--interactive', 'main');
    work.git('reset', '--quiet', 'HEAD~1');
    work.git('add', 'a.ts');
    work.git('commit', '--quiet', '-m', 'in a');
    work.agent('b.ts', text('AI b', 'AI adds'));
    work.commit('in b');
    work.git('rebase', '--continue');
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), BOTH);
    assert.equal(work.counted('HEAD~1'), 'added=2 ai=1 mixed=0 unknown=0');
    assert.deepEqual(work.added('b.ts'), ['ai: AI b', 'ai: AI adds']);
    assert.equal(work.counted(), 'added=2 ai=2 mixed=0 unknown=0');
  });

  it('with --root keeps what the first commit has, and those behind it', () => {
    work.git('checkout', '--quiet', '--orphan', 'fresh');
    work.agent('a.ts', text(...COMMON, 'AI'));
    work.person('a.ts', text(...COMMON, 'AI', 'mine'));
    work.commit('root');
    work.agent('b.ts', text('AI b'));
    work.commit('next');
    const former = [id('HEAD~1'), id('HEAD')];
    const before = work.added('a.ts', 'HEAD~1');
    assert.deepEqual(before.slice(-2), BOTH);
    const env = { GIT_SEQUENCE_EDITOR: "sed -i -e '1s/^pick/reword/'", GIT_EDITOR: "sed -i -e '1s/^/re/'" };
    work.gitWith({ env }, 'rebase', '--quiet', '--interactive', '--root');
    assert.equal(work.message('HEAD~1').split('\n')[0], 'reroot');
    assert.deepEqual(work.git('rev-list', '--max-parents=0', 'HEAD').trim(), id('HEAD~1'));
    assert.deepEqual(work.added('a.ts', 'HEAD~1'), before);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
    assert.equal(former.includes(id('HEAD')), false);
  });

  it('with --root onto other work has new line numbers', () => {
    work.git('checkout', '--quiet', '--orphan', 'fresh');
    work.git('rm', '--quiet', '-rf', '.');
    work.agent('b.ts', text('AI b'));
    work.commit('root');
    work.person('b.ts', text('AI b', 'mine'));
    work.agent('b.ts', text('AI b', 'mine', 'AI later'));
    work.commit('next');
    work.git('rebase', '--quiet', '--root', '--onto', 'main');
    assert.equal(work.git('rev-list', '--count', 'HEAD').trim(), '3');
    assert.deepEqual(work.added('b.ts', 'HEAD~1'), ['ai: AI b']);
    assert.deepEqual(work.added('b.ts'), ['human: mine', 'ai: AI later']);
  });

  it('by git pull --rebase, also with work that waits', () => {
    diverge();
    const former = id('HEAD');
    work.git('clone', '--quiet', '--bare', '.', '../server.git');
    work.git('remote', 'add', 'origin', '../server.git');
    work.agent('c.ts', text('AI c'));
    work.git('add', 'c.ts');
    work.git('pull', '--quiet', '--rebase', '--autostash', 'origin', 'main');
    assertFollowed(former);
    work.commit('c');
    assert.deepEqual(work.added('c.ts'), ['ai: AI c']);
  });

  it('that leaves out what the upstream has picked already, and keeps the rest', () => {
    diverge();
    work.git('checkout', '--quiet', 'main');
    work.git('cherry-pick', 'side~1');
    assert.deepEqual(work.added('a.ts'), BOTH);
    work.git('checkout', '--quiet', 'side');
    work.git('rebase', '--quiet', 'main');
    assert.equal(work.git('rev-list', '--count', 'main..').trim(), '1');
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
    assert.deepEqual(work.added('a.ts'), []);
  });

  it('with --update-refs or another branch in its midst keeps the lines of each', () => {
    diverge();
    work.git('branch', 'below', 'side~1');
    work.git('rebase', '--quiet', '--update-refs', 'main');
    assert.deepEqual(work.added('a.ts', 'below'), BOTH);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });
});

describe('an octopus merge', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  function branches(): void {
    for (const name of ['one', 'two', 'three']) {
      work.git('checkout', '--quiet', '-b', name, 'main');
      work.agent(`${name}.ts`, text(`AI ${name}`));
      work.commit(name);
    }
    work.git('checkout', '--quiet', 'main');
    work.person('main.ts', text('main'));
    work.commit('main');
  }

  it('has no lines of its own, and blame finds those of each branch', () => {
    branches();
    // So that the hooks have a reason to look.
    work.agent('waiting.ts', text('AI'));
    work.git('merge', '--quiet', '-m', 'all', 'one', 'two', 'three');
    assert.equal(work.git('rev-list', '--parents', '-1', 'HEAD').trim().split(' ').length, 5);
    assert.equal(work.counted(), null);
    assert.equal(work.note(), null);
    for (const name of ['one', 'two', 'three']) {
      const { stdout } = work.countersign(['blame', `${name}.ts`, '--json']);
      const { lines } = JSON.parse(stdout) as { lines: { author: string; commit: string }[] };
      const commit = work.git('rev-parse', name).trim();
      assert.deepEqual(
        lines.map((line) => [line.author, line.commit]),
        [['ai', commit]],
      );
    }
  });

  it('has the lines that an AI adds before it is made, and those alone', () => {
    branches();
    work.git('merge', '--quiet', '--no-commit', 'one', 'two', 'three');
    work.agent('one.ts', text('AI one', 'AI joins'));
    work.commit('all');
    assert.equal(work.git('rev-list', '--parents', '-1', 'HEAD').trim().split(' ').length, 5);
    assert.match(work.note() ?? '', /^one\.ts\n {2}s_\S+ 2\n---/);
    assert.equal(work.counted(), 'added=1 ai=1 mixed=0 unknown=0');
  });
});
