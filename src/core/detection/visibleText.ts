/**
 * A text without its blanks: what is left of it however it is indented and whatever its line ends are.
 */
import { isBlankCode } from '../ledger/blank';

/** The characters that can be seen, in order. */
export function visibleText(text: string): string {
  let result = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isBlankCode(text.charCodeAt(i))) continue;
    result += text.slice(start, i);
    start = i + 1;
  }
  return result + text.slice(start);
}
