/**
 * Cuts text into the pieces that tools keep whole: words, marks and blanks.
 */
import { isBlankCode } from '../blank';

export interface Token {
  readonly start: number;
  readonly end: number;
  /** A mark is one UTF-16 unit that is neither blank nor part of a word. */
  readonly kind: 'word' | 'mark' | 'blank';
}

/** The tokens of `[from, to)`, in order; they cover it. */
export function tokens(text: string, from = 0, to = text.length): Token[] {
  const found: Token[] = [];
  for (let start = from; start < to;) {
    const kind = kindAt(text, start);
    let end = start + 1;
    while (kind !== 'mark' && end < to && kindAt(text, end) === kind) end++;
    found.push({ start, end, kind });
    start = end;
  }
  return found;
}

function kindAt(text: string, index: number): Token['kind'] {
  if (isWordAt(text, index)) return 'word';
  return isBlankCode(text.charCodeAt(index)) ? 'blank' : 'mark';
}

/** Whether a letter, a digit, `_` or `$` stands there. Halves of a surrogate pair count, so that none is cut in two. */
export function isWordAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0x80) {
    if (code >= 0x61) return code <= 0x7a;
    if (code >= 0x41) return code <= 0x5a || code === 0x5f;
    return (code >= 0x30 && code <= 0x39) || code === 0x24;
  }
  if (code >= 0xd800 && code <= 0xdfff) return true;
  return /[\p{L}\p{N}\p{M}]/u.test(text.charAt(index));
}
