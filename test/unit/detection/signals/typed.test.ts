/**
 * The signal `typed`: what has the form of key presses, and what merely comes near it.
 */
import assert from 'node:assert/strict';
import { typed } from '../../../../src/core/detection/signals/typed';
import { itSays, says, type Row } from './support';

const key = (what: string, text: string): Row => ({ what, edits: [{ text }], is: 'typed human keystroke' });
const more = (what: string, text: string): Row => ({ what, edits: [{ text }], is: 'silent' });

const rows: readonly Row[] = [
  key('a letter', 'a'),
  {
    what: 'a letter at three cursors',
    edits: [{ text: 'a' }, { text: 'a' }, { text: 'a' }],
    is: 'typed human keystroke',
  },
  key('a character of two code units', '😀'),
  key('a character with its accent', 'e\u0301'),
  key('a family of four in one character', '👨‍👩‍👧‍👦'),
  key('a flag', '🇩🇪'),
  key('a character of a script without blanks', '日'),
  key('an auto-closed pair', '()'),
  ...['[]', '{}', '<>', '""', "''", '``', '$$', '**', '__'].map((pair) => key(`the pair ${pair}`, pair)),
  key('a comment that closes itself', '* */'),
  key('a comment that closes itself at once', '**/'),
  key('a comment of two stars that closes itself', '** */'),
  key('a blank', ' '),
  key('Tab, as blanks', '    '),
  key('Tab, as a tab', '\t'),
  key('indentation of both', '\t  '),
  key('Enter', '\n'),
  key('Enter where lines end in two characters', '\r\n'),
  key('Enter with indentation', '\n    '),
  key('Enter between brackets', '\r\n    \r\n'),
  key('Enter in a comment', '\n * '),
  key('Enter in a comment of three strokes', '\n/// '),
  key('Enter in a comment of dashes', '\n-- '),
  key('Enter in a list', '\n- '),
  key('Enter in a numbered list', '\n12. '),
  key('Enter in a list numbered with brackets', '\n  2) '),
  ...['*', '+', '/', '#', ';', '%', '!', "'", '>'].map((mark) =>
    key(`Enter behind the mark ${mark}`, `\n${mark} `),
  ),
  { what: 'Backspace', edits: [{ offset: 9, removed: 1 }], is: 'typed human keystroke' },
  { what: 'a selection that is deleted', edits: [{ removed: 400 }], is: 'typed human keystroke' },
  { what: 'a letter over a selection', edits: [{ removed: 40, text: 'x' }], is: 'typed human keystroke' },
  {
    what: 'another key at each cursor',
    edits: [{ text: '\n  ' }, { text: '\n' }],
    is: 'typed human keystroke',
  },
  {
    what: 'a lone letter where a completion was offered',
    edits: [{ text: 'a' }],
    clues: { inlineAt: 10 },
    is: 'typed human keystroke',
  },
  {
    what: 'something else than what the clipboard holds',
    edits: [{ text: 'z' }],
    clues: { paste: { text: 'x', parts: null } },
    is: 'typed human keystroke',
  },
];

/** A form is all that it sees: none of these is a key of a person, and each looks like one. */
const fooled: readonly Row[] = [
  {
    what: 'a completion of a single character, accepted by mouse',
    edits: [{ text: ')' }],
    clues: { inlineAt: 10 },
    is: 'typed human keystroke',
  },
  {
    what: 'a paste of one letter',
    edits: [{ text: 'x' }],
    clues: { paste: { text: 'x', parts: null } },
    is: 'typed human keystroke',
  },
  {
    what: 'an undo of one letter',
    edits: [{ text: 'a' }],
    event: { reason: 'undo' },
    is: 'typed human keystroke',
  },
  {
    what: 'a reload of one letter',
    edits: [{ text: 'a' }],
    event: { fromDisk: true },
    is: 'typed human keystroke',
  },
  {
    what: 'an agent that deletes at the cursor',
    edits: [{ removed: 40 }],
    is: 'typed human keystroke',
  },
  {
    what: 'an extension that indents at the cursor',
    edits: [{ text: '        ' }],
    is: 'typed human keystroke',
  },
];

const silent: readonly Row[] = [
  { what: 'a letter far from any cursor', edits: [{ text: 'a', atCursor: false }], is: 'silent' },
  {
    what: 'a letter at one cursor and far from any other',
    edits: [{ text: 'a' }, { offset: 90, text: 'a', atCursor: false }],
    is: 'silent',
  },
  { what: 'a deletion far from any cursor', edits: [{ removed: 1, atCursor: false }], is: 'silent' },
  {
    what: 'a letter at one cursor and words at another',
    edits: [{ text: 'a' }, { offset: 90, text: 'two words' }],
    is: 'silent',
  },
  more('words that nothing explains', 'two words'),
  more('words of dictation', 'Dear all,'),
  more('a word that an input method composed', '日本'),
  more('two letters', 'ab'),
  more('two characters with accents', 'e\u0301e\u0301'),
  more('two flags', '🇩🇪🇫🇷'),
  more('a letter in front of a character', 'a😀'),
  more('a character of more marks than any keyboard has', `e${'\u0301'.repeat(16)}`),
  more('a pair with something in it', '(a)'),
  more('a pair and what follows it', '()a'),
  more('a pair and what it follows', 'a()'),
  more('a pair that nothing closes by itself', '||'),
  more('half a pair twice', '(('),
  more('a comment with something in it', '* a */'),
  more('Enter and a letter', '\na'),
  more('Enter behind something', ';\n'),
  more('three lines', '\n\n\n'),
  more('a line of many strokes', '\n////'),
  more('marks of a comment', '// '),
  more('a tag that closes itself', '</div>'),
];

describe('the signal typed', () => {
  itSays(typed, rows);

  it('says so with the time of the change', () => {
    assert.deepEqual(says(typed, { edits: [{ text: 'a' }], event: { time: 12 } }), {
      kind: 'typed',
      origin: { author: 'human', evidence: 'keystroke', time: 12 },
    });
  });
});

describe('the signal typed is fooled by', () => itSays(typed, fooled));

describe('the signal typed is silent about', () => itSays(typed, silent));
