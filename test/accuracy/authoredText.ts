/**
 * A text and the author of each of its characters, one letter per UTF-16 unit: slow, obvious, and therefore a good oracle.
 */

/** `a` AI, `h` human, `u` unknown, `-` was there before anybody was watched. */
export type Letter = 'a' | 'h' | 'u' | '-';

export interface AuthoredText {
  readonly text: string;
  /** As long as `text`. */
  readonly authors: string;
}

/** A text that has one author. */
export function writtenBy(letter: string, text: string): AuthoredText {
  return { text, authors: letter.repeat(text.length) };
}

export function part({ text, authors }: AuthoredText, start: number, end?: number): AuthoredText {
  return { text: text.slice(start, end), authors: authors.slice(start, end) };
}

export function joined(parts: readonly AuthoredText[]): AuthoredText {
  return {
    text: parts.map(({ text }) => text).join(''),
    authors: parts.map(({ authors }) => authors).join(''),
  };
}

/** The pieces put in the place of ranges of the text before, all at once. */
export function replaced(
  before: AuthoredText,
  edits: readonly { readonly offset: number; readonly removed: number; readonly piece: AuthoredText }[],
): AuthoredText {
  let result = before;
  for (const { offset, removed, piece } of [...edits].sort((one, other) => other.offset - one.offset)) {
    result = joined([part(result, 0, offset), piece, part(result, offset + removed)]);
  }
  return result;
}
