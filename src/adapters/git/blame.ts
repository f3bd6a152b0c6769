/**
 * Which commit each line of a file comes from, by `git blame`.
 */
import type { Git } from '../../core/ports';
import { unquotePath } from '../../core/commit/quotedPath';
import { gitText } from './gitText';

export interface BlamedLine {
  /** Text without its line feed. */
  readonly text: string;
  /** Full id; null for a line that is not committed. */
  readonly commit: string | null;
  /** Path in that commit. */
  readonly path: string;
  /** Number in that commit, 1-based. */
  readonly line: number;
}

/**
 * Blames a file as it is in the working tree or at a revision.
 *
 * @param path posix path relative to the directory in which `git` runs
 * @throws CountersignError `git-failed` when git does not know the file
 */
export async function blame(git: Git, path: string, revision: string | null): Promise<BlamedLine[]> {
  const output = await gitText(git, [
    '-c',
    'core.quotePath=true',
    // A list of commits to look past would name the wrong author.
    '-c',
    'blame.ignoreRevsFile=',
    'blame',
    '--porcelain',
    '--no-textconv',
    ...(revision === null ? [] : [revision]),
    '--',
    path,
  ]);
  return parsePorcelain(output);
}

/** Reads `git blame --porcelain`: a header per line, details once per commit, the text after a tab. */
function parsePorcelain(output: string): BlamedLine[] {
  const lines: BlamedLine[] = [];
  const pathOf = new Map<string, string>();
  let commit = '';
  let line = 0;
  for (const text of output.split('\n')) {
    const header = /^([0-9a-f]{40,64}) (\d+) \d+/.exec(text);
    if (text.startsWith('\t')) {
      const committed = /[^0]/.test(commit);
      lines.push({
        text: text.slice(1),
        commit: committed ? commit : null,
        path: pathOf.get(commit) ?? '',
        line,
      });
    } else if (header?.[1] !== undefined) {
      commit = header[1];
      line = Number(header[2]);
    } else if (text.startsWith('filename ')) {
      pathOf.set(commit, unquotePath(text.slice('filename '.length)).path);
    }
  }
  return lines;
}
