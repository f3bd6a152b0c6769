/**
 * The kinds of notes that are shared with a remote, and how two of the same commit become one.
 */
import { mergeNotes, type MergedNote } from '../../core/commit/mergeNotes';
import { NOTES_REF } from '../../core/commit/noteModel';
import { mergeEnvelopes } from '../../core/signing/mergeEnvelopes';
import { COUNTERSIGN_REF } from '../../core/signing/statement';

export interface SharedNotes {
  readonly ref: string;
  /** Where what each remote had last is kept. */
  readonly trackedBelow: string;
  readonly merge: (ours: string, theirs: string) => MergedNote;
}

/** Who wrote which lines; the tracking refs are those of the standard. */
export const PROVENANCE_NOTES: SharedNotes = {
  ref: NOTES_REF,
  trackedBelow: 'refs/notes/ai-remote',
  merge: mergeNotes,
};

/** Who signed what: all envelopes of both, as git's own `cat_sort_uniq` would do it. */
export const COUNTERSIGN_NOTES: SharedNotes = {
  ref: COUNTERSIGN_REF,
  trackedBelow: 'refs/notes/countersign-remote',
  merge: (ours, theirs) => {
    const text = mergeEnvelopes(ours, theirs);
    if (text === ours) return { kind: 'ours' };
    return text === theirs ? { kind: 'theirs' } : { kind: 'merged', text };
  },
};
