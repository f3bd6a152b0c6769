/**
 * Turns a committed file and its note back into attributed text, so that an amended commit keeps what was known.
 */
import { isBlankCode } from '../ledger/blank';
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AttributedText, Deletion, HumanOrigin, Span } from '../model';
import type { Note } from './noteModel';
import { noteLineAuthors } from './noteLineAuthors';

const SOMEBODY: HumanOrigin = { author: 'human', evidence: 'keystroke', time: 0 };

/**
 * The text with whole-line spans as the note attests them; `lineAuthors` of it gives the note's authors back. A note
 * does not say which characters of a mixed line are whose, so a mark of a deletion, or the last character, stands for
 * the other's part.
 */
export function noteToState(text: string, note: Note, path: string): AttributedText {
  const spans: Span[] = [];
  const deletions: Deletion[] = [];
  let start = 0;
  for (const line of noteLineAuthors(note, path, countLines(text))) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    if (line !== null && end > start) {
      spans.push(...spansOf(line, text, start, end));
      if (line.aiPart !== undefined) deletions.push({ offset: start, origin: line.aiPart, lines: [] });
    }
    start = end;
  }
  return { text, spans, deletions };
}

function countLines(text: string): number {
  return text.split('\n').length;
}

function spansOf(line: LineAuthor, text: string, start: number, end: number): Span[] {
  const { origin } = line;
  if (!line.mixed || line.author !== 'ai') return [{ start, end, origin }];
  let first = start;
  let last = end - 1;
  while (first < last && isBlankCode(text.charCodeAt(first))) first++;
  while (last > first && isBlankCode(text.charCodeAt(last))) last--;
  if (first === last) return [{ start, end, origin }];
  return [
    { start, end: last, origin },
    { start: last, end, origin: line.humanPart ?? SOMEBODY },
  ];
}
