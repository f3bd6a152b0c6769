/**
 * One note of two that people have of the same commit: the union of their envelopes, as git's own `cat_sort_uniq` makes
 * it. Nothing is judged here; an envelope that is worthless stays worthless.
 */
import { compareText } from '../commit/compareText';

/** The lines of all notes, each once, sorted. Commutative, associative and idempotent. */
export function mergeEnvelopes(...notes: readonly string[]): string {
  const lines = new Set(notes.flatMap(envelopeLines));
  return [...lines]
    .sort(compareText)
    .map((line) => `${line}\n`)
    .join('');
}

/** The envelopes of a note, one a line. */
export function envelopeLines(note: string): string[] {
  return note
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
