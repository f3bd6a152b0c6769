/**
 * Files that move, change their kind, or have names that are hard to write down.
 */
import assert from 'node:assert/strict';
import { chmodSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit of files', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  const LINES = ['ai: AI', 'human: mine'];
  function writeBoth(path = 'a.ts', common: readonly string[] = COMMON): void {
    work.person(path, text('mine', ...common));
    work.agent(path, text('AI', 'mine', ...common));
  }

  it('that git mv renamed after they were written', () => {
    writeBoth();
    work.git('mv', 'a.ts', 'b.ts');
    work.commit();
    assert.deepEqual(work.added('b.ts'), LINES);
  });

  it('that git mv renamed before they were written', () => {
    work.git('mv', 'a.ts', 'b.ts');
    writeBoth('b.ts');
    work.commit();
    assert.deepEqual(work.added('b.ts'), LINES);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
  });

  it('that were written, renamed, and written again', () => {
    writeBoth();
    work.git('mv', 'a.ts', 'b.ts');
    work.agent('b.ts', text('AI', 'mine', ...COMMON, 'AI later'));
    work.commit();
    assert.deepEqual(work.added('b.ts'), [...LINES, 'ai: AI later']);
  });

  it('that were written, renamed, and written again by an AI that only reports afterwards', () => {
    writeBoth();
    work.git('mv', 'a.ts', 'b.ts');
    work.write('b.ts', text('AI', 'mine', ...COMMON, 'AI later'));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Some Agent', edited_filepaths: ['b.ts'] });
    work.commit();
    assert.deepEqual(work.added('b.ts'), [...LINES, 'ai: AI later']);
  });

  it('that are new and were renamed before they were ever committed', () => {
    writeBoth('new.ts', []);
    work.git('add', '.');
    work.git('mv', 'new.ts', 'newer.ts');
    work.commit();
    assert.deepEqual(work.added('newer.ts'), LINES);
  });

  it('that were renamed in a commit of their own, and written since', () => {
    work.git('mv', 'a.ts', 'b.ts');
    work.commit('rename');
    writeBoth('b.ts');
    work.commit();
    assert.deepEqual(work.added('b.ts'), LINES);
  });

  it('of which only the mode changes', () => {
    chmodSync(join(work.root, 'a.ts'), 0o755);
    work.agent('b.ts', text('AI b'));
    work.commit();
    assert.match(work.git('ls-files', '--stage', 'a.ts'), /^100755/);
    assert.deepEqual(work.added('a.ts'), []);
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });

  it('whose mode and content change', () => {
    writeBoth();
    chmodSync(join(work.root, 'a.ts'), 0o755);
    work.commit();
    assert.deepEqual(work.added('a.ts'), LINES);
    assert.match(work.git('ls-files', '--stage', 'a.ts'), /^100755/);
  });

  it('that become a link, or cease to be one', () => {
    writeBoth('b.ts', []);
    symlinkSync('a.ts', join(work.root, 'link'));
    work.commit();
    assert.deepEqual(work.added('b.ts'), LINES);
    assert.deepEqual(work.added('link'), ['unknown: a.ts']);
    work.repository.remove('link');
    work.agent('link', text('AI instead of a link'));
    work.commit('no link');
    assert.deepEqual(work.added('link'), ['ai: AI instead of a link']);
  });

  it('that are deleted, and come back', () => {
    writeBoth();
    work.commit();
    work.repository.remove('a.ts');
    work.commit('gone');
    writeBoth('a.ts', []);
    work.commit('back');
    assert.deepEqual(work.added('a.ts'), LINES);
  });

  const names = [
    'with space.ts',
    ' leading and trailing ',
    `quo"te's.ts`,
    'tab\t.ts',
    'émoji 🦀.ts',
    'back\\slash.ts',
    '-dash.ts',
    ':(top)magic.ts',
    'glob*[a].ts',
    '#hash.ts',
    '{ab => cd}.ts',
    'a b/c d/e f.ts',
  ];
  it('whose names are hard to write down', () => {
    for (const name of names) writeBoth(name, [name]);
    work.commit();
    for (const name of names) assert.deepEqual(work.added(name), [...LINES, `human: ${name}`], name);
  });

  it('whose name is that of a revision', () => {
    work.agent('HEAD', text('AI', 'AI too'));
    work.commit();
    assert.equal(work.counted(), 'added=2 ai=2 mixed=0 unknown=0');
    writeBoth();
    work.commit();
    assert.deepEqual(work.added('a.ts'), LINES);
    work.git('revert', '--no-edit', 'HEAD', '--');
    work.git('revert', '--no-edit', 'HEAD', '--');
    assert.deepEqual(work.added('a.ts'), LINES);
  });

  it('whose names are the same but for how an accent is written', () => {
    const [composed, decomposed] = ['caf\u00e9.ts', 'cafe\u0301.ts'];
    work.agent(composed, text('AI'));
    work.person(decomposed, text('mine'));
    work.commit();
    assert.deepEqual(work.added(composed), ['ai: AI']);
    assert.deepEqual(work.added(decomposed), ['human: mine']);
  });

  it('whose names have their accents apart', () => {
    const name = 'e\u0301te\u0301/cafe\u0301.ts';
    work.agent(name, text('AI', ...COMMON));
    work.commit();
    const line = ['ai: AI', ...COMMON.map((common) => `ai: ${common}`)];
    assert.deepEqual(work.added(name), line);
    work.git('commit', '--quiet', '--amend', '-m', 'other words');
    assert.deepEqual(work.added(name), line);
    work.write('b.ts', text('b'));
    work.git('add', 'b.ts');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    assert.deepEqual(work.added(name), line);
    work.git('reset', '--quiet', '--soft', 'HEAD~1');
    work.git('commit', '--quiet', '-m', 'again');
    assert.deepEqual(work.added(name), line);
    work.git('revert', '--no-edit', 'HEAD');
    work.git('revert', '--no-edit', 'HEAD');
    assert.deepEqual(work.added(name), line);
  });

  it('whose names begin with two dots', () => {
    work.agent('..ts', text('AI'));
    work.commit();
    const { code, stdout } = work.countersign(['blame', '..ts', '--json']);
    assert.equal(code, 0);
    assert.match(stdout, /"author": "ai"/);
  });

  it('whose names are written the other way in git, with core.precomposeUnicode', () => {
    work.git('config', 'core.precomposeUnicode', 'true');
    work.agent('caf\u00e9.ts', text('AI'));
    work.commit();
    assert.deepEqual(work.added('caf\u00e9.ts'), ['ai: AI']);
  });

  it('whose name has a line feed: the trailers count it, and we say that the note cannot hold it', () => {
    writeBoth('line\nfeed.ts', []);
    writeBoth('b.ts', []);
    work.git('add', '.');
    const { code, stderr } = work.try(['commit', '--quiet', '-m', 'odd']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: The note leaves out "line\\nfeed\.ts"[^\n]*\n$/);
    assert.equal(work.counted(), 'added=4 ai=2 mixed=0 unknown=0');
    assert.deepEqual(work.added('b.ts'), LINES);
  });

  it('leaves committed lines to nobody when an AI reports a renamed file only after its edit', () => {
    work.write('b.ts', text('old 1', 'old 2', 'old 3'));
    work.commit('b');
    work.git('mv', 'b.ts', 'c.ts');
    work.write('c.ts', text('old 1', 'AI', 'old 2', 'old 3'));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Other Agent', edited_filepaths: ['c.ts'] });
    // Without the half that removes the old name git takes all lines for new.
    work.git('checkout', 'HEAD', '--', 'b.ts');
    work.commit('c');
    assert.deepEqual(work.added('c.ts'), ['unknown: old 1', 'ai: AI', 'unknown: old 2', 'unknown: old 3']);
  });

  const TOLD_AT_ONCE = [['n.ts', 'o.ts']];
  const TOLD_ONE_BY_ONE = [['n.ts'], ['o.ts']];
  for (const told of [TOLD_AT_ONCE, TOLD_ONE_BY_ONE])
    it(`leaves lines their authors when an AI renames a file and tells both names in ${String(told.length)} reports`, () => {
      work.person('n.ts', text('mine', 'and mine'));
      work.write('n.ts', text('mine', 'and mine', 'nobody knows'));
      work.report('agent-v1', { type: 'human', will_edit_filepaths: ['n.ts', 'o.ts'] });
      renameSync(join(work.root, 'n.ts'), join(work.root, 'o.ts'));
      work.write('o.ts', text('mine', 'and mine', 'nobody knows', 'AI'));
      for (const names of told)
        work.report('agent-v1', { type: 'ai_agent', agent_name: 'Some Agent', edited_filepaths: names });
      work.commit();
      assert.deepEqual(work.added('o.ts'), [
        'human: mine',
        'human: and mine',
        'unknown: nobody knows',
        'ai: AI',
      ]);
    });
});
