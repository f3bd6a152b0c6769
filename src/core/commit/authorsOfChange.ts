/**
 * Finds the author of each added line of one file: places the known states of the file on its new content.
 */
import { lineAuthors } from '../ledger/lineAuthors';
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AttributedText } from '../model';
import { alignLines } from './alignLines';
import type { FileChange, Hunk } from './fileChange';
import { sameLines, textLines } from './textLines';

/** States beyond this many are not looked at: they are old, and each costs a comparison. */
const MAX_STATES = 50;

/**
 * New line number → author, for the added lines that some state knows. A state whose whole text is the new content
 * speaks first, then the others, newest first; a line that no state can place has no entry.
 * @param keptLines new numbers of added lines that only differ in white space from a line that they replace
 */
export function authorsOfChange(
  change: FileChange,
  states: readonly AttributedText[],
  keptLines: ReadonlySet<number>,
): Map<number, LineAuthor> {
  const authors = new Map<number, LineAuthor>();
  if (change.binary || change.newText === null || states.length === 0) return authors;
  const lines = textLines(change.newText);
  const known: (LineAuthor | null)[] = new Array<null>(lines.length).fill(null);
  for (const state of bestFirst(states, change.newText)) {
    place(state, change.newText, lines, keptLines, known);
    if (collect(change.hunks, lines, known, authors)) break;
  }
  return authors;
}

function bestFirst(states: readonly AttributedText[], newText: string): readonly AttributedText[] {
  const recent = states.slice(0, MAX_STATES);
  const exact = states.find((state) => sameLines(state.text, newText));
  return exact === undefined ? recent : [exact, ...recent.filter((state) => state !== exact)];
}

/** Fills the gaps in `known` with what this state says. */
function place(
  state: AttributedText,
  newText: string,
  lines: readonly string[],
  keptLines: ReadonlySet<number>,
  known: (LineAuthor | null)[],
): void {
  const byLine = lineAuthors(state);
  if (!byLine.some((author) => author !== null)) return;
  // An AI that removed only white space from a line did not change it.
  const byCharacter = keptLines.size > 0 && state.deletions.length > 0 ? withoutDeletions(state) : byLine;
  const match = sameLines(state.text, newText) ? null : alignLines(textLines(state.text), lines);
  for (let i = 0; i < known.length; i++) {
    const from = match === null ? i : (match[i] as number);
    if (known[i] === null && from >= 0)
      known[i] = (keptLines.has(i + 1) ? byCharacter : byLine)[from] ?? null;
  }
}

function withoutDeletions(state: AttributedText): (LineAuthor | null)[] {
  return lineAuthors({ ...state, deletions: [] });
}

/** True when every added line has its author. */
function collect(
  hunks: readonly Hunk[],
  lines: readonly string[],
  known: readonly (LineAuthor | null)[],
  authors: Map<number, LineAuthor>,
): boolean {
  let complete = true;
  let floor = 0;
  hunks.forEach((hunk, index) => {
    const ceiling = (hunks[index + 1]?.newStart ?? lines.length + 1) - 1;
    const twinOf = hunk.oldLines.length === 0 ? slidingTwin(hunk, lines, floor, ceiling) : noTwin;
    const first = hunk.newStart - 1;
    for (let i = first; i < first + hunk.newLines.length; i++) {
      const author = known[i] ?? known[twinOf(i)];
      if (author) authors.set(i + 1, author);
      else complete = false;
    }
    floor = first + hunk.newLines.length;
  });
  return complete;
}

const noTwin = (): number => -1;

/**
 * A block of added lines between equal lines can be told in several ways: `} new() {` or `new() { }`. Git picks one by
 * its looks, the journal knows the true one. The twin of an added line is the equal line, one block length away, that
 * git took for the old one.
 */
function slidingTwin(
  hunk: Hunk,
  lines: readonly string[],
  floor: number,
  ceiling: number,
): (index: number) => number {
  const length = hunk.newLines.length;
  const first = hunk.newStart - 1;
  const last = first + length - 1;
  let up = 0;
  while (up < length && first - 1 - up >= floor && lines[first - 1 - up] === lines[last - up]) up++;
  let down = 0;
  while (down < length && last + 1 + down < ceiling && lines[first + down] === lines[last + 1 + down]) down++;
  return (index) => (index > last - up ? index - length : index < first + down ? index + length : -1);
}
