/**
 * The signal `pasted`: what the editor asked us to paste, with the authors that came along, at one cursor or at several.
 */
import assert from 'node:assert/strict';
import type { CopiedPart, PasteClue } from '../../../../src/core/detection/clues';
import type { EditEvent, ReportedEdit } from '../../../../src/core/detection/editEvent';
import { pasted } from '../../../../src/core/detection/signals/pasted';
import type { Origin } from '../../../../src/core/model';
import { ai, host, human, itSays, says, type Row } from './support';

const UNKNOWN = 'write unknown pasted';

const outside = (text: string): PasteClue => ({ text, parts: null });
const copiedFrom = (origin: Origin | null, text: string): PasteClue => ({
  text,
  parts: [{ length: text.length, origin }],
});
const paste = (what: string, text: string, clue: PasteClue | null, is: string): Row => ({
  what,
  edits: [{ text }],
  clues: { paste: clue },
  is,
});

const fromOutside: readonly Row[] = [
  paste('a paste from outside', 'from the web', outside('from the web'), UNKNOWN),
  paste('a re-indented paste', '  a\n  b', outside('a\nb'), UNKNOWN),
  paste('a paste with other line ends', 'a\r\nb\r\n', outside('a\nb\n'), UNKNOWN),
  paste('a paste of one letter from outside', 'x', outside('x'), UNKNOWN),
  paste('a large paste', 'ab\n'.repeat(9_000), outside('ab\n'.repeat(9_000)), UNKNOWN),
  paste('a paste of text that nobody is known to have changed', 'ab', copiedFrom(null, 'ab'), UNKNOWN),
  {
    what: 'a paste over a selection',
    edits: [{ removed: 40, text: 'from the web' }],
    clues: { paste: outside('from the web') },
    is: UNKNOWN,
  },
  {
    what: 'a paste that looks like a completion',
    edits: [{ text: 'two words' }],
    clues: { paste: outside('two words'), inlineAt: 10 },
    is: UNKNOWN,
  },
];

const known: readonly Row[] = [
  paste('a paste of text that we know', 'ab', copiedFrom(ai, 'ab'), 'paste'),
  paste('a paste of one letter of a person', 'x', copiedFrom(human, 'x'), 'paste'),
  {
    what: 'a paste of a whole line, above the cursor',
    edits: [{ text: 'a line\n', atCursor: false }],
    clues: { paste: copiedFrom(ai, 'a line\n') },
    is: 'paste',
  },
  {
    what: 'a paste of text that we know in part',
    edits: [{ text: 'ab' }],
    clues: {
      paste: {
        text: 'ab',
        parts: [
          { length: 1, origin: null },
          { length: 1, origin: ai },
        ],
      },
    },
    is: 'paste',
  },
  {
    what: 'a paste of a line of one letter of an AI, which no key puts above the cursor',
    edits: [{ text: 'x\n', atCursor: false }],
    clues: { paste: copiedFrom(ai, 'x\n') },
    is: 'paste',
  },
];

/** The key press that cancels a paste may be just what was to be pasted. */
const mayBeTyped: readonly Row[] = [
  paste(
    'a paste of one letter of an AI, which may as well have been typed',
    'x',
    copiedFrom(ai, 'x'),
    UNKNOWN,
  ),
  paste('a pair of an AI’s', '()', copiedFrom(ai, '()'), UNKNOWN),
  {
    what: 'a letter of an AI’s at two cursors',
    edits: [{ text: 'x' }, { offset: 90, text: 'x' }],
    clues: { paste: copiedFrom(ai, 'x') },
    is: UNKNOWN,
  },
];

const silent: readonly Row[] = [
  paste('something else than what the clipboard holds', 'z', outside('x'), 'silent'),
  paste('a part of what the clipboard holds', 'from', outside('from the web'), 'silent'),
  paste('more than the clipboard holds', 'from the web;', outside('from the web'), 'silent'),
  paste('other words of a text that we know', 'ac', copiedFrom(ai, 'ab'), 'silent'),
  paste('Enter while the clipboard holds an empty line', '\n', outside('\n'), 'silent'),
  paste('blanks while the clipboard holds blanks of an AI', '    ', copiedFrom(ai, '  '), 'silent'),
  paste('a key while the clipboard is empty', 'x', outside(''), 'silent'),
  paste('a deletion', '', outside('x'), 'silent'),
  {
    what: 'the clipboard at one cursor and something else at another',
    edits: [{ text: 'ab' }, { offset: 90, text: 'ac' }],
    clues: { paste: outside('ab') },
    is: 'silent',
  },
  {
    what: 'the lines of the clipboard, the last one first',
    edits: [
      { offset: 10, text: 'two' },
      { offset: 90, text: 'one' },
    ],
    clues: { paste: outside('one\ntwo') },
    is: 'silent',
  },
  paste('a paste that the editor asked nobody about', 'from the web', null, 'silent'),
  paste('a letter that the editor asked nobody about', 'x', null, 'silent'),
];

const byHost: readonly (Row & { readonly event: Partial<EditEvent> })[] = [
  {
    what: 'a paste that nobody was asked for',
    edits: [{ text: 'two words' }],
    event: host('cursor', { kind: 'paste' }),
    is: UNKNOWN,
  },
  {
    what: 'a paste of something else than the clipboard holds',
    edits: [{ text: 'two words' }],
    event: host('cursor', { kind: 'paste' }),
    clues: { paste: copiedFrom(ai, 'ab') },
    is: UNKNOWN,
  },
  {
    what: 'a paste of an empty line',
    edits: [{ text: '\n' }],
    event: host('cursor', { kind: 'paste' }),
    clues: { paste: outside('\n') },
    is: UNKNOWN,
  },
  {
    what: 'a paste of text that we know',
    edits: [{ text: 'ab' }],
    event: host('cursor', { kind: 'paste' }),
    clues: { paste: copiedFrom(ai, 'ab') },
    is: 'paste',
  },
  {
    what: 'a key',
    edits: [{ text: 'two words' }],
    event: host('cursor', { kind: 'type' }),
    is: 'silent',
  },
  {
    what: 'something that only calls itself a paste',
    edits: [{ text: 'two words' }],
    event: host('unknown', { kind: 'paste' }),
    is: 'silent',
  },
];

describe('the signal pasted', () => {
  describe('from outside', () => itSays(pasted, fromOutside));
  describe('of a text that we know', () => itSays(pasted, known));
  describe('of what may have been typed', () => itSays(pasted, mayBeTyped));
  describe('where the host speaks', () => itSays(pasted, byHost));

  it('is exact about what comes from outside: no accept command makes it a completion', () => {
    assert.deepEqual(says(pasted, paste('', 'from the web', outside('from the web'), '')), {
      kind: 'write',
      origin: { author: 'unknown', reason: 'pasted', time: 7 },
      confirmable: false,
    });
  });
});

describe('the signal pasted is silent about', () => itSays(pasted, silent));

describe('a paste into several cursors', () => {
  const text = 'ai\nme';
  const parts = [
    { length: 3, origin: ai },
    { length: 2, origin: human },
  ];
  const piecesOf = (edits: readonly Partial<ReportedEdit>[], clue: PasteClue = { text, parts }): unknown => {
    const verdict = says(pasted, { edits, clues: { paste: clue } });
    return verdict?.kind === 'paste' ? verdict.pieces : verdict;
  };

  it('brings everything to each', () => {
    assert.deepEqual(piecesOf([{ text }, { offset: 90, text }]), [parts, parts]);
  });

  it('indented at each as it stands there', () => {
    const pieces = piecesOf([{ text: 'ai\n  me' }, { offset: 90, text: 'ai\r\nme' }]);
    assert.deepEqual(pieces, [
      [
        { length: 5, origin: ai },
        { length: 2, origin: human },
      ],
      [
        { length: 4, origin: ai },
        { length: 2, origin: human },
      ],
    ]);
  });

  it('or a line to each, in the order of the text', () => {
    const pieces = piecesOf([
      { offset: 90, text: 'me' },
      { offset: 10, text: 'ai' },
    ]);
    assert.deepEqual(pieces, [[{ length: 2, origin: human }], [{ length: 2, origin: ai }]]);
  });

  it('cuts a part where a cursor ends', () => {
    const whole: readonly CopiedPart[] = [{ length: 7, origin: ai }];
    const pieces = piecesOf([{ text: 'one' }, { offset: 90, text: 'two' }], {
      text: 'one\ntwo',
      parts: whole,
    });
    assert.deepEqual(pieces, [[{ length: 3, origin: ai }], [{ length: 3, origin: ai }]]);
  });

  it('from outside has no author at any of them', () => {
    const edits = [{ text: 'one' }, { offset: 90, text: 'two' }];
    assert.deepEqual(piecesOf(edits, outside('one\ntwo')), {
      kind: 'write',
      origin: { author: 'unknown', reason: 'pasted', time: 7 },
      confirmable: false,
    });
  });

  it('is known whatever its indentation and line ends', () => {
    const pieces = piecesOf([{ text: 'ai\r\n    me' }]);
    assert.deepEqual(pieces, [
      [
        { length: 8, origin: ai },
        { length: 2, origin: human },
      ],
    ]);
  });

  it('keeps what nobody is known to have changed apart', () => {
    const mixed = [
      { length: 3, origin: null },
      { length: 2, origin: human },
    ];
    assert.deepEqual(piecesOf([{ text }], { text, parts: mixed }), [mixed]);
  });
});
