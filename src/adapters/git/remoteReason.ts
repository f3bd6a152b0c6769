/**
 * Why git could not fetch or push, in its own and the server's words, on one line.
 */
import type { GitOutput } from '../../core/ports';
import { printable } from '../../core/commit/sanitise';
import { textOf } from './gitText';

const LONGEST = 400;

/** The state that `git push --porcelain` gives a ref that was refused; null when the push did not get that far. */
export function refusal({ stdout }: GitOutput): string | null {
  return /^!\t[^\t]*\t(.*)$/m.exec(textOf(stdout))?.[1] ?? null;
}

/** What is printed comes from a server: it is made harmless for a terminal. */
export function remoteReason(output: GitOutput): string {
  const lines = output.stderr.split(/[\r\n]+/).map((line) => line.trim());
  const said = lines.filter((line) => /^remote: *\S/.test(line)).map((line) => line.slice(8).trim());
  const refused = refusal(output);
  if (refused !== null) return printable([refused, ...said].join('; '), LONGEST);
  const end = lines.findIndex((line) => /^(?:fatal|error): /.test(line));
  const own = lines.slice(0, end < 0 ? undefined : end + 1).filter((line) => line !== '');
  return printable(own.join('; ').replace(/\.$/, ''), LONGEST) || `git ended with ${output.code}`;
}
