/**
 * How much of one text stands in another: what tells a renamed file from a new one.
 */

/** The share, from 0 to 1, of the lines of `text` that stand in `former`; lines that are blank do not count. */
export function sharedLines(former: string, text: string): number {
  const known = new Set(former.split('\n').map((line) => line.trim()));
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? 0 : lines.filter((line) => known.has(line)).length / lines.length;
}
