/**
 * Attribution of added lines, case by case, on diffs written by hand.
 */
import assert from 'node:assert/strict';
import { attribute } from '../../../src/core/commit/attribute';
import type { FileChange, Hunk } from '../../../src/core/commit/attribute';
import { lineFingerprint } from '../../../src/core/ledger/lineFingerprint';
import type { AiOrigin, AttributedText, Deletion, Evidence, Origin, Span } from '../../../src/core/model';

const copilot: AiOrigin = {
  author: 'ai',
  tool: 'GitHub Copilot',
  model: 'gpt-5.1',
  session: null,
  evidence: 'command',
  time: 1,
};
const typed: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const fromDisk: Origin = { author: 'unknown', reason: 'disk', time: 1 };
const BY_LETTER: Readonly<Record<string, Origin>> = { a: copilot, h: typed, u: fromDisk };

/** Lines with the author of each in front: `a|foo()`; `.` for nobody, `@` for a blank change only. */
function state(lines: readonly string[], deletions: readonly Deletion[] = [], eol = '\n'): AttributedText {
  const spans: Span[] = [];
  let text = '';
  for (const line of lines) {
    const content = line.slice(2) + eol;
    const origin = BY_LETTER[line.charAt(0)];
    const indent = content.length - content.trimStart().length;
    if (origin !== undefined) spans.push({ start: text.length, end: text.length + content.length, origin });
    else if (line.startsWith('@'))
      spans.push({ start: text.length, end: text.length + indent, origin: copilot });
    text += content;
  }
  return { text, spans, deletions };
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const add = (newStart: number, newLines: readonly string[]): Hunk => ({
  oldStart: newStart - 1,
  oldLines: [],
  newStart,
  newLines,
});
const changeOf = (
  hunks: readonly Hunk[],
  newText: string | null,
  over: Partial<FileChange> = {},
): FileChange => ({
  path: 'a.ts',
  oldPath: 'a.ts',
  binary: false,
  hunks,
  newText,
  ...over,
});
const run = (change: FileChange, ...states: AttributedText[]) =>
  attribute(
    [change],
    (path) => (path === 'a.ts' ? states : []),
    () => null,
  ).attribution;
const file = (change: FileChange, ...states: AttributedText[]) => run(change, ...states).files[0];

describe('attribute', () => {
  it('takes authors straight from a state with the same text', () => {
    const change = changeOf([add(1, ['one', 'two', 'three'])], 'one\ntwo\nthree\n');
    const result = run(change, state(['a|one', 'h|two', 'u|three']));
    assert.deepEqual(
      { ...result.files[0], evidence: result.evidence },
      {
        path: 'a.ts',
        ai: [[1, 1]],
        human: [[2, 2]],
        unknown: [[3, 3]],
        mixed: [],
        critical: null,
        evidence: 'exact',
      },
    );
    assert.deepEqual([result.added, result.ai, result.human, result.unknown, result.mixed], [3, 1, 1, 1, 0]);
  });

  it('sees through line endings and a byte-order mark', () => {
    const change = changeOf([add(1, ['\ufeffone\r', 'two\r'])], '\ufeffone\r\ntwo\r\n');
    assert.deepEqual(file(change, state(['a|one', 'h|two']))?.ai, [[1, 1]]);
    const other = changeOf([add(1, ['one', 'two'])], 'one\ntwo\n');
    assert.deepEqual(file(other, state(['a|one', 'h|two'], [], '\r\n'))?.ai, [[1, 1]]);
  });

  it('calls lines of a file that nobody watched unknown', () => {
    assert.deepEqual(file(changeOf([add(1, ['one', 'two'])], null))?.unknown, [[1, 2]]);
  });

  it('places a partly staged file on the journal', () => {
    const journal = state(['.|head', 'a|ai();', 'h|mine();', '.|}', 'a|later();', 'a|}']);
    const change = changeOf([add(2, ['ai();'])], 'head\nai();\n}\n');
    assert.deepEqual(file(change, journal)?.ai, [[2, 2]]);
  });

  it('does not call a line AI because an equal line elsewhere is', () => {
    const journal = state(['.|head', 'a|if (x) {', 'a|}', '.|middle', '.|tail']);
    const change = changeOf([add(1, ['}'])], textOf(['}', 'head', 'middle', 'tail']));
    const result = file(change, journal);
    assert.deepEqual([result?.ai, result?.unknown], [[], [[1, 1]]]);
  });

  it('asks older states for lines that the newest no longer has', () => {
    const older = state(['.|head', 'a|staged();']);
    const newest = state(['.|head', 'h|rewritten();']);
    const change = changeOf([add(2, ['staged();'])], 'head\nstaged();\n');
    assert.deepEqual(file(change, newest, older)?.ai, [[2, 2]]);
    assert.deepEqual(file(change, older, newest)?.ai, [[2, 2]]);
  });

  it('prefers the state that was committed over the newest one', () => {
    const newest = state(['.|head', 'h|same();', 'h|more();']);
    const committed = state(['.|head', 'a|same();']);
    const change = changeOf([add(2, ['same();'])], 'head\nsame();\n');
    assert.deepEqual(file(change, newest, committed)?.ai, [[2, 2]]);
  });

  it('follows text that a formatter on commit re-indented', () => {
    const journal = state(['.|head', 'a|  one();', 'a|  two( );']);
    const change = changeOf([add(2, ['\tone();', '\ttwo();'])], 'head\n\tone();\n\ttwo();\n');
    assert.deepEqual(file(change, journal)?.ai, [[2, 3]]);
  });

  it('does not call the old last line AI when AI appends below it', () => {
    const text = 'old\nnew();';
    const spans: Span[] = [{ start: 3, end: 10, origin: copilot }];
    const hunk: Hunk = { oldStart: 1, oldLines: ['old'], newStart: 1, newLines: ['old', 'new();'] };
    const result = file(changeOf([hunk], text), { text, spans, deletions: [] });
    assert.deepEqual([result?.ai, result?.unknown], [[[2, 2]], [[1, 1]]]);
  });

  it('does not call an old line AI whose end is new, though the editor takes it for work in progress', () => {
    const { text, spans } = state(['a|old', 'h|new();']);
    const hunk: Hunk = { oldStart: 1, oldLines: ['old'], newStart: 1, newLines: ['old', 'new();'] };
    const result = file(changeOf([hunk], text), { text, spans, deletions: [] });
    assert.deepEqual([result?.ai, result?.human, result?.unknown], [[], [[2, 2]], [[1, 1]]]);
  });

  it('does not call lines AI that AI only re-indented, nor count them as deleted', () => {
    const removed = { offset: 0, origin: copilot, lines: [lineFingerprint('one();')] };
    const journal = state(['a|if (x) {', '@|  one();', 'a|}'], [removed]);
    const hunk: Hunk = {
      oldStart: 1,
      oldLines: ['one();'],
      newStart: 1,
      newLines: ['if (x) {', '  one();', '}'],
    };
    const result = run(changeOf([hunk], textOf(['if (x) {', '  one();', '}'])), journal);
    assert.deepEqual(result.files[0]?.unknown, [[2, 2]]);
    assert.equal(result.deletedByAi, 0);
  });

  it('does not call a line AI whose trailing white space AI removed', () => {
    const journal = state(['.|old();'], [{ offset: 6, origin: copilot, lines: [] }]);
    const hunk: Hunk = { oldStart: 1, oldLines: ['old();  '], newStart: 1, newLines: ['old();'] };
    assert.deepEqual(file(changeOf([hunk], 'old();\n'), journal)?.unknown, [[1, 1]]);
    const shortened: Hunk = { oldStart: 1, oldLines: ['old(x);'], newStart: 1, newLines: ['old();'] };
    assert.deepEqual(file(changeOf([shortened], 'old();\n'), journal)?.ai, [[1, 1]]);
  });

  it('sees through the choice that git makes between equal lines', () => {
    const lines = ['f() {', '}', '', 'g() {', '}', 'end'];
    const journal = state(['.|f() {', '.|}', 'a|', 'a|g() {', 'a|}', '.|end']);
    const early = changeOf([add(2, ['}', '', 'g() {'])], textOf(lines));
    assert.deepEqual(file(early, journal)?.ai, [[2, 4]]);
    const late = state(['.|f() {', 'a|}', 'a|', 'a|g() {', '.|}', '.|end']);
    assert.deepEqual(file(changeOf([add(3, ['', 'g() {', '}'])], textOf(lines)), late)?.ai, [[3, 5]]);
  });

  it('knows a renamed file by its old name', () => {
    const change = changeOf([add(1, ['one'])], 'one\n', { path: 'b.ts', oldPath: 'a.ts' });
    assert.deepEqual(file(change, state(['a|one']))?.ai, [[1, 1]]);
  });

  it('counts deleted lines that AI deleted, each once', () => {
    const lines = ['x', 'x', 'y'].map(lineFingerprint);
    const mark = { offset: 0, origin: copilot, lines };
    const hunk: Hunk = { oldStart: 1, oldLines: ['x', 'x', 'x', 'z', 'y\r'], newStart: 0, newLines: [] };
    const one = state(['.|rest'], [mark]);
    assert.equal(run(changeOf([hunk], 'rest\n'), one).deletedByAi, 3);
    assert.equal(run(changeOf([hunk], 'other\n'), one, one).deletedByAi, 3);
    assert.equal(run(changeOf([hunk], 'rest\n'), state(['.|rest']), one).deletedByAi, 0);
  });

  it('reports the weakest evidence and the tools with most lines first', () => {
    const origin = (tool: string, model: string | null, evidence: Evidence): Origin => ({
      ...copilot,
      tool,
      model,
      evidence,
    });
    const text = 'a\nb\nc\nd\n';
    const spans: Span[] = [
      { start: 0, end: 2, origin: origin('Zed', null, 'hook') },
      { start: 2, end: 6, origin: origin('Copilot', 'm', 'command') },
      { start: 6, end: 8, origin: origin('Cursor', null, 'shape') },
    ];
    const result = run(changeOf([add(1, ['a', 'b', 'c', 'd'])], text), { text, spans, deletions: [] });
    assert.equal(result.evidence, 'inferred');
    assert.deepEqual(
      result.tools.map(({ tool, lines }) => [tool, lines]),
      [
        ['Copilot', 2],
        ['Cursor', 1],
        ['Zed', 1],
      ],
    );
  });

  it('names the tool of a mixed line on which a person prevails', () => {
    const text = 'ahhh\n';
    const spans: Span[] = [
      { start: 0, end: 1, origin: copilot },
      { start: 1, end: 4, origin: typed },
    ];
    const result = run(changeOf([add(1, ['ahhh'])], text), { text, spans, deletions: [] });
    assert.deepEqual([result.ai, result.human, result.mixed, result.evidence], [0, 1, 1, 'exact']);
    assert.deepEqual(result.tools, [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 1 }]);
  });

  it('sorts files by the bytes of their paths and says which are critical', () => {
    const paths = ['b', 'a/b', 'a.b', '\u{1f600}', '\uff5e', 'B'];
    const changes = paths.map((path) => changeOf([add(1, ['x'])], null, { path, oldPath: null }));
    const critical = (path: string): string | null => (path === 'b' ? 'rule' : null);
    const { attribution, files } = attribute(changes, () => [], critical);
    const expected = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(
      attribution.files.map(({ path }) => path),
      expected,
    );
    assert.deepEqual(
      files.map(({ path }) => path),
      expected,
    );
    assert.equal(attribution.files.find(({ path }) => path === 'b')?.critical, 'rule');
  });

  it('leaves lines unknown rather than guess when texts are too different', () => {
    const many = (seed: string) => Array.from({ length: 3000 }, (_, i) => `${seed}${String(i % 7)}`);
    const journal = state(many('x').map((line) => `a|${line}`));
    const change = changeOf([add(1, many('y'))], textOf(many('y')));
    assert.equal(run(change, journal).unknown, 3000);
  });
});
