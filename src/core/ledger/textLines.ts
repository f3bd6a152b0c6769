/**
 * Texts as lines for comparison: editors and git disagree about byte-order marks and carriage returns.
 */

/** Lines without end-of-line and without a byte-order mark; as many as `text.split('\n')` gives. */
export function textLines(text: string): string[] {
  const lines = withoutMark(text).split('\n');
  return text.includes('\r') ? lines.map(withoutCarriageReturn) : lines;
}

export function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Whether two texts differ only in end-of-line style and byte-order mark. */
export function sameLines(a: string, b: string): boolean {
  if (a === b) return true;
  return normalised(a) === normalised(b);
}

function normalised(text: string): string {
  const bare = withoutMark(text);
  return bare.includes('\r') ? bare.replaceAll('\r\n', '\n') : bare;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
