/**
 * Makes names from outside safe to print in a commit message: one line, printable, of bounded length.
 */

/** The longest trailer value that is ever written, in characters. */
export const MAX_VALUE = 200;

/** Line breaks, control characters, and invisible characters that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu;

/** Git starts the hooks anew for every commit, and the tables of Unicode take longer to make than all else here. */
const PLAIN = /^[ -~]*$/;

/** One line of printable text without leading, trailing or doubled white space; cut to `max` characters. */
export function printable(text: string, max: number = MAX_VALUE): string {
  const shown = PLAIN.test(text) ? text : text.replace(UNPRINTABLE, ' ');
  const line = shown.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= max ? line : characters.slice(0, max).join('').trimEnd();
}
