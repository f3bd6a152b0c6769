/**
 * The signal `undoRedo`: it goes by the editor's flag alone, whatever the change looks like.
 */
import assert from 'node:assert/strict';
import { undoRedo } from '../../../../src/core/detection/signals/undoRedo';
import { host, itSays, says, type Row } from './support';

const rows: readonly Row[] = [
  {
    what: 'an undo',
    edits: [{ text: 'two words' }],
    event: { reason: 'undo' },
    clues: { inlineAt: 10 },
    is: 'undo',
  },
  { what: 'a redo', edits: [{ text: 'a' }], event: { reason: 'redo' }, is: 'redo' },
  { what: 'an undo that only removes', edits: [{ removed: 9 }], event: { reason: 'undo' }, is: 'undo' },
  {
    what: 'a redo at several places, away from the cursor',
    edits: [
      { offset: 90, removed: 2, text: 'one', atCursor: false },
      { offset: 10, removed: 2, text: 'one', atCursor: false },
    ],
    event: { reason: 'redo' },
    is: 'redo',
  },
  {
    what: 'an undo back to what is on disk',
    edits: [{ text: 'a' }],
    event: { reason: 'undo', fromDisk: true },
    is: 'undo',
  },
  {
    what: 'an undo of which the editor gives its account',
    edits: [{ text: 'two words' }],
    event: { ...host('applyEdits'), reason: 'undo' },
    is: 'undo',
  },
  {
    what: 'an undo that brings back what was just copied',
    edits: [{ text: 'x' }],
    event: { reason: 'undo' },
    clues: { paste: { text: 'x', parts: null } },
    is: 'undo',
  },
];

const silent: readonly Row[] = [
  { what: 'a letter', edits: [{ text: 'a' }], is: 'silent' },
  { what: 'Backspace, which takes a letter back as well', edits: [{ offset: 9, removed: 1 }], is: 'silent' },
  { what: 'what comes back without the flag', edits: [{ text: 'two words' }], is: 'silent' },
  { what: 'a reload', edits: [{ text: 'a' }], event: { fromDisk: true }, is: 'silent' },
  {
    what: 'a chat edit that the user takes back',
    edits: [{ removed: 9 }],
    event: host('Chat.undoEdits'),
    is: 'silent',
  },
];

describe('the signal undoRedo', () => {
  itSays(undoRedo, rows);

  it('names nobody: what comes back has the author that it had', () => {
    const edits = [{ text: 'two words' }];
    assert.deepEqual(says(undoRedo, { edits, event: { reason: 'undo' } }), {
      kind: 'travel',
      direction: 'undo',
    });
    assert.deepEqual(says(undoRedo, { edits, event: { reason: 'redo' } }), {
      kind: 'travel',
      direction: 'redo',
    });
  });
});

describe('the signal undoRedo is silent about', () => itSays(undoRedo, silent));
