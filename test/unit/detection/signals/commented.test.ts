/**
 * The signal `commented`: marks that make a comment of what was there, and add nothing else.
 */
import assert from 'node:assert/strict';
import type { ReportedEdit } from '../../../../src/core/detection/editEvent';
import { commented } from '../../../../src/core/detection/signals/commented';
import { around, itSays, says, type Row } from './support';

const HUMAN = 'write human shape';
/** A line stands behind the mark, and only its indentation before. */
const line = { around: around('{\n  ', '', 'call();\n') };

const marked = (what: string, text: string, is = HUMAN): Row => ({
  what,
  edits: [{ text }],
  clues: line,
  is,
});
const between = (open: string, close: string, is = HUMAN): Row => ({
  what: `${open.trim()} and ${close.trim()} around a selection`,
  edits: [{ offset: 19, text: close }, { text: open }],
  is,
});

const lineMarks = ['// ', '//', '/// ', '//! ', '# ', '-- ', '; ', ';; ', '% ', 'REM ', "' ", '" ', '! '];

const lines: readonly Row[] = [
  ...lineMarks.map((mark) => marked(`a line that becomes a comment with ${mark}`, mark)),
  {
    what: 'lines that become comments',
    edits: [
      { offset: 20, text: '// ', atCursor: false },
      { offset: 10, text: '// ', atCursor: false },
    ],
    clues: line,
    is: HUMAN,
  },
  {
    what: 'a line that becomes a comment where a completion was offered',
    edits: [{ text: '// ' }],
    clues: { ...line, inlineAt: 10 },
    is: HUMAN,
  },
  {
    what: 'the first line of a file',
    edits: [{ offset: 0, text: '# ' }],
    clues: { around: around('', '', 'call()') },
    is: HUMAN,
  },
  {
    what: 'a line indented with tabs',
    edits: [{ text: '// ' }],
    clues: { around: around('{\n\t\t', '', 'call();\n') },
    is: HUMAN,
  },
  {
    what: 'a mark before the indentation',
    edits: [{ text: '# ' }],
    clues: { around: around('{\n', '', '    call()\n') },
    is: HUMAN,
  },
];

const pairs: readonly Row[] = [
  {
    what: 'a selection that becomes a comment',
    edits: [{ offset: 19, text: ' */' }, { text: '/* ' }],
    is: HUMAN,
  },
  between('/*', '*/'),
  between('<!-- ', ' -->'),
  between('{/* ', ' */}'),
  between('(* ', ' *)'),
  between('"""', '"""'),
  {
    what: 'a selection within a line',
    edits: [{ text: '/* ' }, { offset: 19, text: ' */' }],
    clues: { around: around('call(', '', ');\n') },
    is: HUMAN,
  },
  {
    what: 'two selections that become comments',
    edits: [
      { offset: 60, text: ' */' },
      { offset: 50, text: '/* ' },
      { offset: 19, text: ' */' },
      { offset: 10, text: '/* ' },
    ],
    is: HUMAN,
  },
];

const silent: readonly Row[] = [
  { what: 'words', edits: [{ text: 'two words' }], clues: line, is: 'silent' },
  marked('a comment with words in it', '// call later', 'silent'),
  marked('marks of nothing that we know', '@@ ', 'silent'),
  marked('more strokes than a mark has', '//// ', 'silent'),
  marked('a mark with an indentation of its own', '  // ', 'silent'),
  {
    what: 'comment marks within a line',
    edits: [{ text: '// ', atCursor: false }],
    clues: { around: around('call(); ', '', 'more') },
    is: 'silent',
  },
  {
    what: 'a mark on an empty line',
    edits: [{ text: '// ' }],
    clues: { around: around('{\n  ', '', '\n  call();\n') },
    is: 'silent',
  },
  {
    what: 'a mark at the end of the file',
    edits: [{ text: '// ' }],
    clues: { around: around('{\n', '', '') },
    is: 'silent',
  },
  {
    what: 'a mark in place of something',
    edits: [{ removed: 3, text: '// ' }],
    clues: line,
    is: 'silent',
  },
  {
    what: 'comments that become lines again',
    edits: [
      { offset: 20, removed: 3 },
      { offset: 10, removed: 3 },
    ],
    clues: line,
    is: 'silent',
  },
  {
    what: 'another mark on each line',
    edits: [
      { offset: 20, text: '# ' },
      { offset: 10, text: '// ' },
    ],
    clues: line,
    is: 'silent',
  },
  {
    what: 'marks before lines and something else',
    edits: [
      { offset: 90, text: 'two words' },
      { offset: 10, text: '// ' },
    ],
    clues: line,
    is: 'silent',
  },
  {
    what: 'marks that do not belong together',
    edits: [{ offset: 19, text: ' -->' }, { text: '/* ' }],
    is: 'silent',
  },
  { what: 'marks the wrong way round', edits: [{ offset: 19, text: '/* ' }, { text: ' */' }], is: 'silent' },
  { what: 'one mark of two', edits: [{ text: '/* ' }], is: 'silent' },
  {
    what: 'a third mark',
    edits: [
      { offset: 30, text: '/* ' },
      { offset: 19, text: ' */' },
      { offset: 10, text: '/* ' },
    ],
    is: 'silent',
  },
  {
    what: 'marks around something in place of others',
    edits: [{ offset: 19, removed: 3, text: ' */' }, { text: '/* ' }],
    is: 'silent',
  },
];

/** Thirty lines that get a mark, of which one, counted from the top, has code before it. */
function manyLines(odd: number): Row {
  const edits: Partial<ReportedEdit>[] = [];
  for (let index = 29; index >= 0; index--) edits.push({ offset: index * 10, text: '// ' });
  const surroundings = (offset: number): ReturnType<(typeof line)['around']> =>
    offset === odd * 10 ? around('call(); ', '', 'more')() : line.around();
  return { what: '', edits, clues: { around: surroundings }, is: '' };
}

describe('the signal commented', () => {
  describe('before lines', () => itSays(commented, lines));
  describe('around something', () => itSays(commented, pairs));

  it('infers a person, until an accept command proves a completion', () => {
    assert.deepEqual(says(commented, marked('', '// ')), {
      kind: 'write',
      origin: { author: 'human', evidence: 'shape', time: 7 },
      confirmable: true,
    });
  });

  it('is fooled by an extension that comments something out unasked, away from the cursor', () => {
    const asked = says(commented, { edits: [{ text: '// ' }], clues: line });
    assert.notEqual(asked, null);
    assert.deepEqual(says(commented, { edits: [{ text: '// ', atCursor: false }], clues: line }), asked);
  });

  it('looks at the first twenty lines, and believes the others', () => {
    for (const odd of [0, 19]) assert.equal(says(commented, manyLines(odd)), null);
    for (const odd of [20, 29]) assert.equal(says(commented, manyLines(odd))?.kind, 'write');
  });
});

describe('the signal commented is silent about', () => itSays(commented, silent));
