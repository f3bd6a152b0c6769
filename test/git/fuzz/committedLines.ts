/**
 * The numbered lines of commits: what git has, whoever wrote it.
 */
import { numberOf } from './truth';
import type { WorkTree } from './workTree';

export interface CommittedLine {
  readonly path: string;
  readonly line: string;
  readonly number: number;
  /** In the file, 0-based. */
  readonly index: number;
}

/** All numbered lines of all files of a commit, or of some; none when there is no such commit. */
export function linesIn(tree: WorkTree, commit: string, paths: readonly string[] = []): CommittedLine[] {
  const pattern = ['grep', '-n', '-I', '-E', '[a-z]{4}[0-9]+[a-z]{4}', commit, '--', ...paths];
  return tree
    .try(pattern)
    .stdout.split('\n')
    .flatMap((entry) => {
      const [, path, at, line = ''] = /^[^:]*:([^:]*):(\d+):(.*)$/.exec(entry) ?? [];
      const number = numberOf(line);
      return path === undefined || number === null ? [] : [{ path, line, number, index: Number(at) - 1 }];
    });
}

/** The numbers of lines that the first commit has and the other one has not. */
export function onlyIn(tree: WorkTree, commit: string, other: string): Set<number> {
  const others = new Set(linesIn(tree, other).map(({ number }) => number));
  return new Set(linesIn(tree, commit).flatMap(({ number }) => (others.has(number) ? [] : number)));
}
