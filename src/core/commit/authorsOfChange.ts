/**
 * Finds the author of each added line of one file: places the known states of the file on its new content.
 */
import { lineAuthors } from '../ledger/lineAuthors';
import { isUnseen } from '../ledger/isUnseen';
import { unseenLength } from '../ledger/unseenLength';
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AttributedText } from '../model';
import { alignLines } from './alignLines';
import type { FileChange, Hunk } from './fileChange';
import type { KeptLines } from './keptLines';
import { sameLines, textLines } from '../ledger/textLines';

/** States beyond this many are not looked at: they are old, and each costs a comparison. */
const MAX_STATES = 50;

/**
 * New line number → author, for the added lines that some state knows. A state whose whole text is the new content
 * speaks first, then the others, newest first. A line that no state can place has no entry, nor has one that the old file
 * has: an editor that is still to see the last commit takes its lines for work in progress.
 * @param kept the lines that only differ in white space from a line that they replace
 */
export function authorsOfChange(
  change: FileChange,
  states: readonly AttributedText[],
  kept: Pick<KeptLines, 'added' | 'untouched'>,
): Map<number, LineAuthor> {
  const authors = new Map<number, LineAuthor>();
  if (change.binary || change.newText === null || states.length === 0) return authors;
  const lines = textLines(change.newText);
  const known: (LineAuthor | null)[] = new Array<null>(lines.length).fill(null);
  for (const state of bestFirst(states, change.newText)) {
    place(state, change.newText, lines, kept.added, known);
    if (collect(change.hunks, lines, known, authors)) break;
  }
  for (const line of kept.untouched) authors.delete(line);
  return authors;
}

function bestFirst(states: readonly AttributedText[], newText: string): readonly AttributedText[] {
  const recent = states.slice(0, MAX_STATES);
  // Of several accounts of this very text, the one of who saw it being written; the newest, where all saw it.
  const exact = states
    .filter((state) => sameLines(state.text, newText))
    .reduce<AttributedText | undefined>((best, state) => {
      return best === undefined || unseenLength(state) < unseenLength(best) ? state : best;
    }, undefined);
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
  let follows = false;
  for (let i = 0; i < known.length; i++) {
    const from = match === null ? i : (match[i] as number);
    const author = from < 0 ? null : ((keptLines.has(i + 1) ? byCharacter : byLine)[from] ?? null);
    const here = known[i] ?? null;
    if (here === null) known[i] = author;
    // Git brings text back that somebody was seen to write; a line without a word tells nothing by itself.
    else if (author !== null && isOpen(here) && !isOpen(author) && (/\w/.test(lines[i] as string) || follows))
      known[i] = author;
    follows = known[i] === author && author !== null && !isOpen(author);
  }
}

/** Nobody saw the line being written. */
function isOpen({ mixed, origin }: LineAuthor): boolean {
  return !mixed && isUnseen(origin);
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
    const slide = hunk.oldLines.length === 0 ? slideOf(hunk, lines, floor, ceiling) : null;
    const first = hunk.newStart - 1;
    for (let i = first; i < first + hunk.newLines.length; i++) {
      const author = known[i] ?? (slide && twinAuthor(i, slide, hunk.newLines.length, known));
      if (author) authors.set(i + 1, author);
      if (!author || isOpen(author)) complete = false;
    }
    floor = first + hunk.newLines.length;
  });
  return complete;
}

/** The lines, as half-open range of indexes, over which a block of added lines can be moved without any difference. */
interface Slide {
  readonly from: number;
  readonly to: number;
}

/**
 * A block of added lines between equal lines can be told in several ways: `} new() {` or `new() { }`. Git picks one by
 * its looks, the journal knows the true one.
 */
function slideOf(hunk: Hunk, lines: readonly string[], floor: number, ceiling: number): Slide {
  const length = hunk.newLines.length;
  let from = hunk.newStart - 1;
  let to = from + length;
  while (from > floor && lines[from - 1] === lines[from - 1 + length]) from--;
  while (to < ceiling && lines[to] === lines[to - length]) to++;
  return { from, to };
}

/** The author of the equal line, some block lengths away, that git took for an old one. */
function twinAuthor(
  index: number,
  { from, to }: Slide,
  length: number,
  known: readonly (LineAuthor | null)[],
): LineAuthor | null {
  for (let twin = index - length; twin >= from; twin -= length) if (known[twin]) return known[twin] ?? null;
  for (let twin = index + length; twin < to; twin += length) if (known[twin]) return known[twin] ?? null;
  return null;
}
