/**
 * Which of a text's pieces are pieces of an older text: by lines, then by tokens, with the plainest alignment there is.
 */
import { joined, part, writtenBy } from './authoredText';
import type { AuthoredText } from './authoredText';

export interface Piece extends AuthoredText {
  readonly start: number;
}

/** Words, and everything between them sign by sign: all of a text is in one of these. */
const PIECES = /[\p{L}\p{N}\p{M}_]+|[^]/gu;

/** More comparisons than this are not made: texts that differ so much are taken as having nothing in common. */
const MAX_COMPARISONS = 4_000_000;

/** What both texts have at their start and at their end keeps its authors; the rest is `fresh`. */
export function keepEnds(old: AuthoredText, text: string, fresh: string): AuthoredText {
  const shorter = Math.min(old.text.length, text.length);
  let start = 0;
  while (start < shorter && old.text[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old.text.at(-1 - end) === text.at(-1 - end)) end++;
  return joined([
    part(old, 0, start),
    writtenBy(fresh, text.slice(start, text.length - end)),
    part(old, old.text.length - end),
  ]);
}

/**
 * What an agent writes in the place of text: where the old text is all still there, as `cons` in `console`, its
 * characters are kept, and otherwise the lines and tokens that both have: signs with a word beside them, or at an end.
 */
export function keepWritten(old: AuthoredText, text: string, fresh: string): AuthoredText {
  return isAllKept(old, text) ? keepEnds(old, text, fresh) : keepReread(old, text, fresh);
}

/** What a completion writes in the place of text: the same, but tokens are kept only at its start and at its end. */
export function keepCompleted(old: AuthoredText, text: string, fresh: string): AuthoredText {
  if (isAllKept(old, text)) return keepEnds(old, text, fresh);
  const [one, other] = [piecesOf(old, PIECES), piecesOf(writtenBy(fresh, text), PIECES)];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start]?.text === other[start]?.text) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end)?.text === other.at(-1 - end)?.text) end++;
  return joined([
    ...one.slice(0, start),
    ...other.slice(start, other.length - end),
    ...one.slice(one.length - end),
  ]);
}

function isAllKept(old: AuthoredText, text: string): boolean {
  return keepEnds(old, text, '?').authors.replaceAll('?', '').length === old.text.length;
}

type Pairs = (old: readonly Piece[], now: readonly Piece[]) => [Piece, Piece][];

/** Lines that both texts have, blanks apart, then tokens that both have, keep their authors; the rest is `fresh`. */
export function keepEqual(old: AuthoredText, text: string, fresh: string): AuthoredText {
  return keepPairs(old, text, fresh, equalTokens);
}

/** The same for a text that was read anew: a sign that both have need not be the one that was there. */
export function keepReread(old: AuthoredText, text: string, fresh: string): AuthoredText {
  return keepPairs(old, text, fresh, tellingTokens);
}

function keepPairs(old: AuthoredText, text: string, fresh: string, pairsOf: Pairs): AuthoredText {
  const letters = [...writtenBy(fresh, text).authors];
  for (const [from, to] of gaps(linesOf(old), linesOf(writtenBy(fresh, text)), letters))
    for (const [one, other] of pairsOf(tokensIn(from), tokensIn(to))) inherit(one, other, letters);
  return { text, authors: letters.join('') };
}

function equalTokens(old: readonly Piece[], now: readonly Piece[]): [Piece, Piece][] {
  return matches(old, now, (token) => token.text);
}

/** Signs are kept with a word in the same run of pairs, or where that run is at an end of both texts. */
function tellingTokens(old: readonly Piece[], now: readonly Piece[]): [Piece, Piece][] {
  const runs: [number, number][][] = [];
  for (const [one, other] of equalTokens(old, now)) {
    const [i, j] = [old.indexOf(one), now.indexOf(other)];
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && last[0] === i - 1 && last[1] === j - 1) runs.at(-1)?.push([i, j]);
    else runs.push([[i, j]]);
  }
  const isAt = (pair: readonly [number, number] | undefined, i: number, j: number): boolean =>
    pair?.[0] === i && pair[1] === j;
  return runs
    .filter((run) => {
      if (run.some(([i]) => /[\p{L}\p{N}\p{M}_]/u.test(old[i]?.text ?? ''))) return true;
      return isAt(run[0], 0, 0) || isAt(run.at(-1), old.length - 1, now.length - 1);
    })
    .flatMap((run) => run.map(([i, j]): [Piece, Piece] => [old[i] as Piece, now[j] as Piece]));
}

/** Pairs of elements of both lists, in the same order in both, as many as can be. */
export function matches<T>(one: readonly T[], other: readonly T[], keyOf: (element: T) => string): [T, T][] {
  const a = one.map(keyOf);
  const b = other.map(keyOf);
  const found: [T, T][] = [];
  const take = (i: number, j: number): void => void found.push([one[i] as T, other[j] as T]);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) take(start, start++);
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const rows = a.length - start - end;
  const columns = b.length - start - end;
  if (rows * columns <= MAX_COMPARISONS) {
    const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        const same = a[start + i] === b[start + j];
        (longest[i] as Uint32Array)[j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[start + i] === b[start + j]) take(start + i++, start + j++);
      else if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  for (let i = end; i > 0; i--) take(a.length - i, b.length - i);
  return found;
}

/** Gives equal lines their authors, and the runs of lines between them that remain, old and new. */
export function gaps(old: readonly Piece[], now: readonly Piece[], letters: string[]): [Piece[], Piece[]][] {
  const result: [Piece[], Piece[]][] = [];
  let from = 0;
  let to = 0;
  const between = (oldEnd: number, newEnd: number): void => {
    result.push([old.slice(from, oldEnd), now.slice(to, newEnd)]);
  };
  for (const [one, other] of matches(old, now, visible)) {
    const [i, j] = [old.indexOf(one, from), now.indexOf(other, to)];
    between(i, j);
    inherit(one, other, letters);
    [from, to] = [i + 1, j + 1];
  }
  between(old.length, now.length);
  return result;
}

/** The visible characters of `to` get the authors of those of `from`, one by one. Both have the same ones. */
export function inherit(from: Piece, to: Piece, letters: string[]): void {
  let next = 0;
  const source: string[] = [];
  for (let i = 0; i < from.text.length; i++) if (!isBlank(from.text, i)) source.push(from.authors[i] ?? '-');
  for (let i = 0; i < to.text.length; i++) {
    if (!isBlank(to.text, i)) letters[to.start + i] = source[next++] ?? letters[to.start + i] ?? '-';
  }
}

export function visible({ text }: { readonly text: string }): string {
  return text.replace(/\s+/g, '');
}

export function linesOf(whole: AuthoredText): Piece[] {
  return piecesOf(whole, /[^\n]*\n|[^\n]+$/g);
}

/** Words and single signs; blanks are none. */
export function tokensIn(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => piecesOf(piece, /[\p{L}\p{N}\p{M}_]+|[^\s]/gu, piece.start));
}

function piecesOf({ text, authors }: AuthoredText, pattern: RegExp, from = 0): Piece[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    text: found,
    authors: authors.slice(index, index + found.length),
    start: from + index,
  }));
}

function isBlank(text: string, index: number): boolean {
  return /\s/.test(text[index] ?? '');
}
