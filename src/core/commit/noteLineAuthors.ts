/**
 * Looks up lines in a note.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import { noteLineRanges } from './noteLineRanges';
import type { Note } from './noteModel';

/** The author of each of the first `lineCount` lines of a file; null = not attested. */
export function noteLineAuthors(note: Note, path: string, lineCount: number): (LineAuthor | null)[] {
  const lines = new Array<LineAuthor | null>(lineCount).fill(null);
  const name = path.normalize('NFC');
  const exact = note.files.filter((file) => file.path === path);
  const files = exact.length > 0 ? exact : note.files.filter((file) => file.path.normalize('NFC') === name);
  const entries = files.flatMap((file) => file.entries);
  for (const { first, last, line } of noteLineRanges(note, entries)) {
    lines.fill(line, first - 1, Math.min(last, lineCount));
  }
  return lines;
}
