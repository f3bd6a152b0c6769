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

const COMMITTED = /^[^:]*:([^:]*):(\d+):(.*)$/;
const STAGED = /^([^:]*):(\d+):(.*)$/;
const NUMBERED = '[a-z]{4}[0-9]+[a-z]{4}';

/** All numbered lines of all files of a commit, or of some; none when there is no such commit. */
export function linesIn(tree: WorkTree, commit: string, paths: readonly string[] = []): CommittedLine[] {
  return found(tree, [commit, '--', ...paths], COMMITTED);
}

/** The numbers of lines that the first commit has and the other one has not. */
export function onlyIn(tree: WorkTree, commit: string, other: string): Set<number> {
  const others = new Set(linesIn(tree, other).map(({ number }) => number));
  return new Set(linesIn(tree, commit).flatMap(({ number }) => (others.has(number) ? [] : number)));
}

/**
 * The numbers of lines that are staged, or that the last commit added, and that stood in a file of another name in the
 * history of a commit: it is searched by names.
 */
export function renamedSince(tree: WorkTree, former: string, staged: boolean): Set<number> {
  const old = new Set(linesIn(tree, staged ? 'HEAD' : 'HEAD^').map(({ number }) => number));
  const now = staged ? found(tree, ['--cached'], STAGED) : linesIn(tree, 'HEAD');
  const added = now.filter(({ number }) => !old.has(number));
  if (added.length === 0) return new Set();
  const history = tree.lines('rev-list', '--max-count=500', former);
  const names = new Map<number, Set<string>>();
  for (const { number, path } of found(tree, [...history, '--'], COMMITTED))
    names.set(number, (names.get(number) ?? new Set()).add(path));
  const isRenamed = ({ number, path }: CommittedLine): boolean =>
    [...(names.get(number) ?? [])].some((name) => name !== path);
  return new Set(added.filter(isRenamed).map(({ number }) => number));
}

/** The numbers of added lines that are staged, and stand before or behind others of their file as they did not in a commit. */
export function displaced(tree: WorkTree, former: string): Set<number> {
  const places = new Map(linesIn(tree, former).map(({ number, path, index }) => [number, { path, index }]));
  const staged = found(tree, ['--cached'], STAGED);
  const isTurned = (one: CommittedLine, other: CommittedLine): boolean => {
    const [before, after] = [places.get(one.number), places.get(other.number)];
    if (before === undefined || after === undefined || one.path !== other.path) return false;
    return before.path === after.path && (one.index - other.index) * (before.index - after.index) < 0;
  };
  const old = new Set(linesIn(tree, 'HEAD').map(({ number }) => number));
  const added = staged.filter(({ number }) => !old.has(number));
  const turned = added.filter((one) => staged.some((other) => isTurned(one, other)));
  return new Set(turned.map(({ number }) => number));
}

function found(tree: WorkTree, where: readonly string[], form: RegExp): CommittedLine[] {
  const { stdout } = tree.try([
    'grep',
    '-n',
    '-I',
    '-E',
    ...(where[0] === '--cached' ? ['--cached', NUMBERED] : [NUMBERED, ...where]),
  ]);
  return stdout.split('\n').flatMap((entry) => {
    const [, path, at, line = ''] = form.exec(entry) ?? [];
    const number = numberOf(line);
    return path === undefined || number === null ? [] : [{ path, line, number, index: Number(at) - 1 }];
  });
}
