/**
 * The order of the signals: which one decides where two of them know, and what a change is that none of them explains.
 * What each says by itself is in `signals`.
 */
import assert from 'node:assert/strict';
import { classify } from '../../../src/core/detection/classify';
import { commented } from '../../../src/core/detection/signals/commented';
import { diskReload } from '../../../src/core/detection/signals/diskReload';
import { hostReason } from '../../../src/core/detection/signals/hostReason';
import { inlineAccepted } from '../../../src/core/detection/signals/inlineAccepted';
import { pasted } from '../../../src/core/detection/signals/pasted';
import { suggestAccepted } from '../../../src/core/detection/signals/suggestAccepted';
import { typed } from '../../../src/core/detection/signals/typed';
import { undoRedo } from '../../../src/core/detection/signals/undoRedo';
import { around, host, itSays, says, short, type Row, type Signal } from './signals/support';

interface Contest extends Row {
  /** The signal that decides. */
  readonly by: Signal;
  /** Signals that would say something else. */
  readonly not: readonly Signal[];
}

const line = around('{\n  ', '', 'call();\n');
const item = { offset: 8, removed: 2, text: 'amount' };
const clipboard = (text: string): { readonly text: string; readonly parts: null } => ({ text, parts: null });

const undone: readonly Contest[] = [
  {
    what: 'an undo of which the host speaks too',
    edits: [{ text: 'two words' }],
    event: { ...host('applyEdits'), reason: 'undo' },
    by: undoRedo,
    not: [hostReason],
    is: 'undo',
  },
  {
    what: 'an undo back to what is on disk',
    edits: [{ text: 'a' }],
    event: { reason: 'undo', fromDisk: true },
    by: undoRedo,
    not: [diskReload, typed],
    is: 'undo',
  },
  {
    what: 'an undo where a completion was offered',
    edits: [{ text: 'two words' }],
    event: { reason: 'undo' },
    clues: { inlineAt: 10 },
    by: undoRedo,
    not: [inlineAccepted],
    is: 'undo',
  },
  {
    what: 'an undo that brings back what the clipboard holds',
    edits: [{ text: 'two words' }],
    event: { reason: 'undo' },
    clues: { paste: clipboard('two words') },
    by: undoRedo,
    not: [pasted],
    is: 'undo',
  },
  {
    what: 'a redo of a key press',
    edits: [{ text: 'a' }],
    event: { reason: 'redo' },
    by: undoRedo,
    not: [typed],
    is: 'redo',
  },
];

const told: readonly Contest[] = [
  {
    what: 'a chat edit that the editor saved at once',
    edits: [{ text: 'two words', atCursor: false }],
    event: { ...host('Chat.applyEdits'), fromDisk: true },
    by: hostReason,
    not: [diskReload],
    is: 'agent ai host',
  },
  {
    what: 'a completion of just what the clipboard holds',
    edits: [{ text: 'two words' }],
    event: host('inlineCompletionAccept'),
    clues: { paste: clipboard('two words') },
    by: hostReason,
    not: [pasted],
    is: 'write ai host',
  },
  {
    what: 'a completion of one letter',
    edits: [{ text: 'a' }],
    event: host('inlineCompletionAccept'),
    by: hostReason,
    not: [typed],
    is: 'write ai host',
  },
  {
    what: 'an extension that comments a line out',
    edits: [{ text: '// ' }],
    event: host('unknown'),
    clues: { around: line },
    by: hostReason,
    not: [commented],
    is: 'transform unknown edit',
  },
  {
    what: 'something new where everything was offered',
    edits: [{ offset: 8, removed: 2, text: 'amount' }],
    event: host('aThingOfTheFuture'),
    clues: { suggestFrom: 8, inlineAt: 10, around: around('', 'am') },
    by: hostReason,
    not: [suggestAccepted, inlineAccepted],
    is: 'transform unknown edit',
  },
  {
    what: 'a paste of one letter that nobody was asked for, which the host leaves to us',
    edits: [{ text: 'x' }],
    event: host('cursor', { kind: 'paste' }),
    by: pasted,
    not: [typed],
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of words that nobody was asked for, where a completion was offered',
    edits: [{ text: 'two words' }],
    event: host('cursor', { kind: 'paste' }),
    clues: { inlineAt: 10 },
    by: pasted,
    not: [inlineAccepted],
    is: 'write unknown pasted',
  },
];

const seen: readonly Contest[] = [
  {
    what: 'a reload of one letter',
    edits: [{ text: 'a' }],
    event: { fromDisk: true },
    by: diskReload,
    not: [typed],
    is: 'reload',
  },
  {
    what: 'a reload that brings what the clipboard holds',
    edits: [{ text: 'two words' }],
    event: { fromDisk: true },
    clues: { paste: clipboard('two words'), inlineAt: 10 },
    by: diskReload,
    not: [pasted, inlineAccepted],
    is: 'reload',
  },
  {
    what: 'a paste of one letter from outside',
    edits: [{ text: 'x' }],
    clues: { paste: clipboard('x') },
    by: pasted,
    not: [typed],
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of the mark of a comment',
    edits: [{ text: '// ' }],
    clues: { paste: clipboard('// '), around: line },
    by: pasted,
    not: [commented],
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of a word where everything was offered',
    edits: [item],
    clues: { paste: clipboard('amount'), suggestFrom: 8, inlineAt: 10, around: around('', 'am') },
    by: pasted,
    not: [suggestAccepted, inlineAccepted],
    is: 'write unknown pasted',
  },
];

const inferred: readonly Contest[] = [
  {
    what: 'a mark that is typed before a line',
    edits: [{ text: '#' }],
    clues: { around: line },
    by: typed,
    not: [commented],
    is: 'typed human keystroke',
  },
  {
    what: 'a letter where IntelliSense was asked',
    edits: [{ text: 'a' }],
    clues: { suggestFrom: 10 },
    by: typed,
    not: [suggestAccepted],
    is: 'typed human keystroke',
  },
  {
    what: 'Enter in a numbered list where a completion was offered',
    edits: [{ text: '\n12. ' }],
    clues: { inlineAt: 10 },
    by: typed,
    not: [inlineAccepted],
    is: 'typed human keystroke',
  },
  {
    what: 'a line that becomes a comment where everything was offered',
    edits: [{ text: 'REM ' }],
    clues: { suggestFrom: 10, inlineAt: 10, around: line },
    by: commented,
    not: [suggestAccepted, inlineAccepted],
    is: 'write human shape',
  },
  {
    what: 'an item although a completion was offered too',
    edits: [item],
    clues: { suggestFrom: 8, inlineAt: 10, around: around('', 'am') },
    by: suggestAccepted,
    not: [inlineAccepted],
    is: 'write human shape',
  },
  {
    what: 'more than an item where both were offered',
    edits: [{ ...item, text: 'amount of all' }],
    clues: { suggestFrom: 8, inlineAt: 10, around: around('', 'am') },
    by: suggestAccepted,
    not: [inlineAccepted],
    is: 'write unknown edit',
  },
  {
    what: 'words where a completion was offered, and nobody else knows',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 10 },
    by: inlineAccepted,
    not: [],
    is: 'write ai shape',
  },
];

/** Each comes near a signal, and none of them takes it. */
const unexplained: readonly Row[] = [
  { what: 'words', edits: [{ text: 'two words' }] },
  { what: 'a letter far from any cursor', edits: [{ text: 'a', atCursor: false }] },
  {
    what: 'words that the clipboard does not hold',
    edits: [{ text: 'two words' }],
    clues: { paste: clipboard('two letters') },
  },
  {
    what: 'comment marks within a line',
    edits: [{ text: '// ', atCursor: false }],
    clues: { around: around('call(); ', '', 'more') },
  },
  { what: 'marks that do not belong together', edits: [{ offset: 19, text: ' -->' }, { text: '/* ' }] },
  { what: 'an item elsewhere', edits: [item], clues: { suggestFrom: 90 } },
  {
    what: 'words far from where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 99 },
  },
  {
    what: 'words at two places',
    edits: [{ text: 'two words' }, { text: 'two words' }],
    clues: { inlineAt: 10 },
  },
  {
    what: 'a word in upper case where a completion was offered before it was selected',
    edits: [{ removed: 6, text: 'BANANA' }],
    clues: { inlineAt: 10, around: around('', 'banana') },
  },
  {
    what: 'a word replaced where a completion was offered',
    edits: [{ removed: 5, text: 'let value' }],
    clues: { inlineAt: 10, around: around('', 'const') },
  },
].map((row) => ({ ...row, is: 'transform unknown edit' }));

describe('the order of the signals', () => {
  for (const [which, contests] of [
    ['an undo is an undo', undone],
    ['where the host speaks nothing else does', told],
    ['what was seen goes before what a change looks like', seen],
    ['keys, then marks, then items, then completions', inferred],
  ] as const) {
    describe(which, () => {
      for (const contest of contests) {
        it(`${contest.what}: ${contest.is}`, () => {
          const verdict = says(classify, contest);
          assert.equal(short(verdict), contest.is);
          assert.deepEqual(verdict, says(contest.by, contest));
          for (const other of contest.not) {
            const wouldBe = short(says(other, contest));
            assert.ok(wouldBe !== 'silent' && wouldBe !== contest.is, `${other.name}: ${wouldBe}`);
          }
        });
      }
    });
  }
});

describe('what no signal explains', () => {
  itSays(classify, unexplained);

  it('was made by something that did not say for whom, until an accept command proves a completion', () => {
    assert.deepEqual(says(classify, { edits: [{ text: 'two words' }] }), {
      kind: 'transform',
      origin: { author: 'unknown', reason: 'edit', time: 7 },
      confirmable: true,
    });
  });
});
