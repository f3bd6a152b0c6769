/**
 * What counts as blank when lines are judged: white space as in `\s`, and control characters. Written out because the
 * line rule looks at every changed character.
 */

/** Whether a UTF-16 code unit is white space or a control character. */
export function isBlankCode(code: number): boolean {
  if (code < 0x80) return code <= 0x20 || code === 0x7f;
  if (code < 0x1680) return code === 0xa0 || code === 0x85;
  return (
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x1680 ||
    code === 0xfeff
  );
}

/** Number of non-blank code units in `[start, end)`. */
export function visibleLength(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (!isBlankCode(text.charCodeAt(i))) count++;
  return count;
}

/** Whether `[start, end)` holds nothing that can be seen. */
export function isBlankRange(text: string, start: number, end: number): boolean {
  return visibleLength(text, start, end) === 0;
}
