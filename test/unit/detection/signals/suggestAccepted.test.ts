/**
 * The signal `suggestAccepted`: a word that IntelliSense was asked to complete, at the cursor and from its first letter.
 */
import assert from 'node:assert/strict';
import { suggestAccepted } from '../../../../src/core/detection/signals/suggestAccepted';
import { itSays, says, short, type Row } from './support';

/** Two letters of a word were typed, and become `text`. */
const completed = (what: string, text: string, is: string, inlineAt: number | null = null): Row => ({
  what,
  edits: [{ offset: 8, removed: 2, text }],
  clues: { suggestFrom: 8, inlineAt },
  is,
});

const rows: readonly Row[] = [
  completed('an item of IntelliSense', 'amount', 'write human shape'),
  completed('an item of several words', 'for (const one of all) {\n}', 'write human shape'),
  {
    what: 'an item that was asked for before anything was typed',
    edits: [{ text: 'amount' }],
    clues: { suggestFrom: 10 },
    is: 'write human shape',
  },
  {
    what: 'an item that is imported elsewhere',
    edits: [
      { offset: 8, removed: 2, text: 'amount' },
      { offset: 0, text: "import { amount } from './amounts';\n", atCursor: false },
    ],
    clues: { suggestFrom: 8 },
    is: 'write human shape',
  },
  {
    what: 'an item at two cursors',
    edits: [
      { offset: 90, removed: 2, text: 'amount' },
      { offset: 8, removed: 2, text: 'amount' },
    ],
    clues: { suggestFrom: 8 },
    is: 'write human shape',
  },
];

/** Where a completion was offered as well, only an item's form tells. */
const both: readonly Row[] = [
  completed('an item', 'amount', 'write human shape', 10),
  completed('more than an item', 'amount of all', 'write unknown edit', 10),
  completed('a path', './src/amount.ts', 'write human shape', 10),
  completed('a call', 'amount()', 'write human shape', 10),
  completed('a call with its parameters', 'amount(first, second);', 'write human shape', 10),
  completed('a statement', 'amount;', 'write human shape', 10),
  completed('a call and what follows it', 'amount(first, second) + 1', 'write unknown edit', 10),
  completed('two lines', 'amount;\ntotal;', 'write unknown edit', 10),
  completed('more than an item, offered elsewhere', 'amount of all', 'write unknown edit', 99),
];

const silent: readonly Row[] = [
  {
    what: 'an item that nobody was asked for',
    edits: [{ offset: 8, removed: 2, text: 'amount' }],
    is: 'silent',
  },
  {
    what: 'a completion that was offered alone',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 10 },
    is: 'silent',
  },
  {
    what: 'an item behind the word that was asked for',
    edits: [{ offset: 10, text: 'amount' }],
    clues: { suggestFrom: 8 },
    is: 'silent',
  },
  {
    what: 'an item before the word that was asked for',
    edits: [{ offset: 7, removed: 3, text: 'amount' }],
    clues: { suggestFrom: 8 },
    is: 'silent',
  },
  {
    what: 'an item far from any cursor',
    edits: [{ offset: 8, removed: 2, text: 'amount', atCursor: false }],
    clues: { suggestFrom: 8 },
    is: 'silent',
  },
  {
    what: 'the word, deleted',
    edits: [{ offset: 8, removed: 2 }],
    clues: { suggestFrom: 8 },
    is: 'silent',
  },
];

describe('the signal suggestAccepted', () => {
  itSays(suggestAccepted, rows);

  it('infers a person, until an accept command proves a completion', () => {
    assert.deepEqual(says(suggestAccepted, completed('', 'amount', '')), {
      kind: 'write',
      origin: { author: 'human', evidence: 'shape', time: 7 },
      confirmable: true,
    });
  });

  it('takes a single name that an AI tool put into the list for a person’s: that fools it', () => {
    const row = completed('', 'computeTotalOfAllInvoices', '', 10);
    assert.equal(short(says(suggestAccepted, row)), 'write human shape');
  });
});

describe('the signal suggestAccepted, where a completion was offered too', () => {
  itSays(suggestAccepted, both);

  it('leaves open who it was, until an accept command proves a completion', () => {
    assert.deepEqual(says(suggestAccepted, completed('', 'amount of all', '', 10)), {
      kind: 'write',
      origin: { author: 'unknown', reason: 'edit', time: 7 },
      confirmable: true,
    });
  });
});

describe('the signal suggestAccepted is silent about', () => itSays(suggestAccepted, silent));
