/**
 * Where the text of edits stands once all of them were made.
 */
import type { TextEdit } from './textEdits';

/** A half-open range of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Ranges of what each edit of one event inserted, ascending, in the text after all of them. */
export function placedEdits(edits: readonly TextEdit[]): TextRange[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, removed, text }) => {
      const start = offset + shift;
      shift += text.length - removed;
      return { start, end: start + text.length };
    });
}
