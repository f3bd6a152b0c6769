/**
 * What a change becomes when the editor no longer gives the evidence that explains it today: the next weaker answer or
 * `unknown`, never another author.
 */
import assert from 'node:assert/strict';
import { classify } from '../../../src/core/detection/classify';
import type { Clues } from '../../../src/core/detection/clues';
import type { EditEvent, ReportedEdit } from '../../../src/core/detection/editEvent';
import { TypedPieces } from '../../../src/core/detection/typedPieces';
import { event, none, short } from './signals/support';

interface Case {
  readonly signal: string;
  readonly edit: Partial<ReportedEdit>;
  /** What explains the edit today. */
  readonly event?: Partial<EditEvent>;
  readonly clues?: Partial<Clues>;
  /** The same edit without the evidence of the signal. */
  readonly lost: { readonly event?: Partial<EditEvent>; readonly clues?: Partial<Clues> };
  readonly was: string;
  readonly is: string;
}

const shown = { inlineAt: 10 };
const host = (source: string): EditEvent['host'] => ({ source, metadata: {} });

const cases: readonly Case[] = [
  {
    signal: 'undoRedo: the flag of an undo',
    edit: { text: 'what came back' },
    event: { reason: 'undo' },
    lost: { event: { reason: null } },
    was: 'undo',
    is: 'unknown edit',
  },
  {
    signal: 'hostReason: the account of a completion, with a completion that was asked for',
    edit: { text: 'two words' },
    event: { host: host('inlineCompletionAccept') },
    clues: shown,
    lost: { event: { host: null } },
    was: 'ai host',
    is: 'ai shape',
  },
  {
    signal: 'hostReason: the account of a chat’s edit',
    edit: { text: 'two words', atCursor: false },
    event: { host: host('Chat.applyEdits') },
    lost: { event: { host: null } },
    was: 'ai host',
    is: 'unknown edit',
  },
  {
    signal: 'hostReason: the account of a key press',
    edit: { text: 'a' },
    event: { host: { source: 'cursor', metadata: { kind: 'type' } } },
    lost: { event: { host: null } },
    was: 'human keystroke',
    is: 'human keystroke',
  },
  {
    signal: 'hostReason: a name that a later version gives',
    edit: { text: 'two words', atCursor: false },
    event: { host: host('Chat.applyEdits') },
    lost: { event: { host: host('Agent.applyEdits') } },
    was: 'ai host',
    is: 'unknown edit',
  },
  {
    signal: 'diskReload: the look at the file',
    edit: { text: 'what another program wrote', atCursor: false },
    event: { fromDisk: true },
    lost: { event: { fromDisk: false } },
    was: 'reload',
    is: 'unknown edit',
  },
  {
    signal: 'pasted: the question what to paste',
    edit: { text: 'from the web' },
    clues: { paste: { text: 'from the web', parts: null } },
    lost: { clues: { paste: null } },
    was: 'unknown pasted',
    is: 'unknown edit',
  },
  {
    signal: 'suggestAccepted: the question what completes the word',
    edit: { offset: 8, removed: 2, text: 'amount' },
    clues: { suggestFrom: 8 },
    lost: { clues: { suggestFrom: null } },
    was: 'human shape',
    is: 'unknown edit',
  },
  {
    signal: 'inlineAccepted: the question what completes the line',
    edit: { text: 'two words' },
    clues: shown,
    lost: { clues: { inlineAt: null } },
    was: 'ai shape',
    is: 'unknown edit',
  },
  {
    signal: 'inlineAccepted: the list of active extensions',
    edit: { text: 'two words' },
    clues: shown,
    lost: { clues: { completionTool: null } },
    was: 'ai shape',
    is: 'unknown edit',
  },
];

describe('without a signal', () => {
  for (const { signal, edit, event: more, clues, lost, was, is } of cases) {
    it(`${signal}: ${was}, then ${is}`, () => {
      assert.equal(judged(edit, { ...more }, { ...none, ...clues }), was);
      assert.equal(judged(edit, { ...more, ...lost.event }, { ...none, ...clues, ...lost.clues }), is);
    });
  }

  it('typed, the place of the cursor: nobody', () => {
    assert.equal(judged({ text: 'a', atCursor: false }, {}, none), 'unknown edit');
  });

  it('the word about the keyboard: an accept command takes no key press for a completion', () => {
    const pieces = new TypedPieces();
    for (let i = 0; i < 3; i++) {
      pieces.changed([{ offset: i, removed: 0, text: 'a' }], true, 1_000 + i);
      pieces.selected(false);
    }
    assert.equal(pieces.newest(1_010), 0);
    assert.equal(pieces.accepted(1_010), null);
  });
});

/** The author alone: whether text is written or transformed does not matter here. */
function judged(edit: Partial<ReportedEdit>, more: Partial<EditEvent>, clues: Clues): string {
  return short(classify(event([edit], more), clues)).replace(/^(write|typed|transform|agent) /, '');
}
