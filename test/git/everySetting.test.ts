/**
 * Every setting of git about diffs and colours, by git’s own list of them: with all of them set, each line has its author.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

/** Values that change what git prints, of settings that are no switches. A newer git may have others: those are switched on. */
const VALUES: Readonly<Record<string, string>> = {
  'color.pager': 'true',
  'diff.algorithm': 'patience',
  'diff.colorMoved': 'blocks',
  'diff.colorMovedWS': 'ignore-all-space',
  'diff.context': '0',
  'diff.dirstat': 'lines,cumulative',
  'diff.dstPrefix': 'there/',
  'diff.external': 'false',
  'diff.guitool': 'false',
  'diff.ignoreSubmodules': 'all',
  'diff.interHunkContext': '50',
  'diff.renameLimit': '1',
  'diff.renames': 'copies',
  'diff.srcPrefix': 'here/',
  'diff.statGraphWidth': '3',
  'diff.statNameWidth': '3',
  'diff.submodule': 'log',
  'diff.tool': 'false',
  'diff.wordRegex': '.',
  'diff.wsErrorHighlight': 'all',
  'diff.<driver>.binary': 'false',
  'diff.<driver>.algorithm': 'minimal',
  'diff.<driver>.command': 'false',
  'diff.<driver>.textconv': 'tr a-z A-Z <',
  'diff.<driver>.wordRegex': '.',
  'diff.<driver>.xfuncname': '^mine',
};
const SWITCHED_OFF = ['diff.indentHeuristic', 'diff.autoRefreshIndex'];
/** Switches; all other colours are names of colours. */
const COLOUR_SWITCH =
  /^color\.(advice|branch|diff|grep|interactive|push|remote|showBranch|status|transport|ui)$/;

describe('a commit with a setting of git', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  function valueOf(name: string): string {
    if (name === 'diff.orderFile') return work.repository.beside('order');
    const usual = !name.startsWith('color.') ? 'true' : COLOUR_SWITCH.test(name) ? 'always' : 'bold red';
    return VALUES[name] ?? (SWITCHED_OFF.includes(name) ? 'false' : usual);
  }

  function assertRecorded(): void {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.agent('dir/b.ts', text('AI b'));
    work.git('add', '.');
    work.git('commit', '--quiet', '-m', 'work');
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
    assert.deepEqual(work.added('dir/b.ts'), ['ai: AI b']);
    work.git('commit', '--quiet', '--amend', '-m', 'other words');
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
    assert.equal(work.counted(), 'added=3 ai=2 mixed=0 unknown=0');
  }

  /** What git itself lists. */
  function all(): string[] {
    const names = work.git('help', '--config').split('\n');
    return names.filter((name) => /^(diff|color)\./.test(name));
  }

  it('of all that it has for diffs and colours at once', () => {
    const names = all();
    assert.ok(names.length > 90, String(names.length));
    writeFileSync(work.repository.beside('order'), '*.zzz\n');
    work.write('.gitattributes', '*.ts diff=odd\n');
    for (const name of names) {
      const key = name.replace('<driver>', 'odd');
      work.git('config', key, valueOf(name));
    }
    work.git('add', '.');
    work.git('commit', '--quiet', '-m', 'attributes');
    assertRecorded();
  });

  const choices = {
    'diff.algorithm': ['myers', 'minimal', 'histogram'],
    'diff.colorMoved': ['zebra', 'dimmed-zebra', 'plain'],
    'diff.context': ['0', '1', '100'],
    'diff.renames': ['false', 'true', 'copies'],
    'diff.submodule': ['short', 'log', 'diff'],
    'diff.wsErrorHighlight': ['none', 'all', 'new,old'],
  };
  for (const choice of [0, 1, 2]) {
    const settings = Object.entries(choices).map(([name, values]) => [name, values[choice] ?? ''] as const);
    it(`such as ${settings.map(([, value]) => value).join(', ')}`, () => {
      for (const [name, value] of settings) work.git('config', name, value);
      assertRecorded();
    });
  }
});
