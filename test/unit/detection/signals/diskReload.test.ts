/**
 * The signal `diskReload`: it goes by the look at the file alone, and names nobody even where that look is mistaken.
 */
import assert from 'node:assert/strict';
import { diskReload } from '../../../../src/core/detection/signals/diskReload';
import { host, itSays, says, type Row } from './support';

const rows: readonly Row[] = [
  { what: 'a reload', edits: [{ text: 'a' }], event: { fromDisk: true }, is: 'reload' },
  {
    what: 'a reload of everything',
    edits: [{ offset: 0, removed: 400, text: 'one\ntwo\n', atCursor: false }],
    event: { fromDisk: true },
    is: 'reload',
  },
  {
    what: 'a file that became empty',
    edits: [{ offset: 0, removed: 400, atCursor: false }],
    event: { fromDisk: true },
    is: 'reload',
  },
  {
    what: 'a reload at several places',
    edits: [
      { offset: 90, text: 'two words', atCursor: false },
      { offset: 10, text: 'two words', atCursor: false },
    ],
    event: { fromDisk: true },
    is: 'reload',
  },
  {
    what: 'a program that wrote what the clipboard holds, where a completion was offered',
    edits: [{ text: 'two words' }],
    event: { fromDisk: true },
    clues: { paste: { text: 'two words', parts: null }, inlineAt: 10, suggestFrom: 10 },
    is: 'reload',
  },
];

/** Each is fooled: the editor saved by itself, and reported the edit late. */
const fooled: readonly Row[] = [
  { what: 'a letter', edits: [{ text: 'a' }], event: { fromDisk: true }, is: 'reload' },
  {
    what: 'a completion',
    edits: [{ text: 'two words' }],
    event: { fromDisk: true },
    clues: { inlineAt: 10 },
    is: 'reload',
  },
];

const silent: readonly Row[] = [
  { what: 'a letter', edits: [{ text: 'a' }], is: 'silent' },
  {
    what: 'a change of everything away from the cursor',
    edits: [{ offset: 0, removed: 400, text: 'one\ntwo\n', atCursor: false }],
    is: 'silent',
  },
  {
    what: 'a reload that only the editor’s account tells of',
    edits: [{ text: 'two words', atCursor: false }],
    event: host('reloadFromDisk'),
    is: 'silent',
  },
  { what: 'an undo', edits: [{ text: 'a' }], event: { reason: 'undo' }, is: 'silent' },
];

describe('the signal diskReload', () => itSays(diskReload, rows));

describe('the signal diskReload, fooled by an editor that saves at once', () => {
  itSays(diskReload, fooled);

  it('names nobody', () => {
    for (const row of fooled) assert.deepEqual(says(diskReload, row), { kind: 'reload' });
  });
});

describe('the signal diskReload is silent about', () => itSays(diskReload, silent));
