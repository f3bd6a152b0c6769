/**
 * Makes names from outside safe to print in a commit message: one line, printable, of bounded length.
 */

/** The longest trailer value that is ever written, in characters. */
export const MAX_VALUE = 200;

/** Line breaks, control characters, and invisible characters that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu;

/** One line of printable text without leading, trailing or doubled white space; cut to `max` characters. */
export function printable(text: string, max: number = MAX_VALUE): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= max ? line : characters.slice(0, max).join('').trimEnd();
}
