/**
 * The part of a line that does something: comments only talk about it. Comments over several lines are known only by
 * the marks that their lines start with.
 */
import type { FileKind } from './fileKind';

/** Longer lines are not written by hand; what is behind this is not looked at. In UTF-16 units. */
const longestCode = 10_000;
const hashComments = /^#(?![![])/;
const starComments = /^(?:\/\/|\/\*|\*(?=[\s/]|$)|<!--|rem\s)/i;
const dashed = new Set(['sql', 'psql', 'ddl', 'lua', 'hs', 'elm', 'adb', 'ads']);
const slashed = new Set([
  ...['c', 'cc', 'cpp', 'cs', 'cts', 'dart', 'go', 'groovy', 'h', 'hpp', 'java', 'js', 'jsx', 'kt', 'kts'],
  ...['mjs', 'cjs', 'mts', 'php', 'rs', 'scala', 'swift', 'ts', 'tsx', 'vue', 'svelte'],
]);

/** Without comment and surrounding white space, which counts as one space elsewhere. Empty when nothing is left. */
export function codeOfLine(text: string, { extension }: Pick<FileKind, 'extension'>): string {
  const line = text.slice(0, longestCode).trim().replace(/\s+/g, ' ');
  if (hashComments.test(line) || starComments.test(line)) return '';
  if (dashed.has(extension)) return line.startsWith('--') ? '' : before(line, ' --');
  return before(line, slashed.has(extension) ? ' //' : ' # ');
}

function before(line: string, mark: string): string {
  const at = line.indexOf(mark);
  return at === -1 ? line : line.slice(0, at);
}
