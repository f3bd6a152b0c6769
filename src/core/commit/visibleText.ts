/**
 * Somebody's text as it may be shown on a terminal, in a log or in a report: nothing in it can move the cursor, hide,
 * begin a line, or change the order of what is read.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** Invisible characters as escapes, `\u{202e}`; tabs stay. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
