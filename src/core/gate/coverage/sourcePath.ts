/**
 * Paths as coverage tools write them: absolute or relative, of POSIX or of Windows.
 */

/** Where paths of a coverage file start. Absolute paths, with either separator. */
export interface SourcePlaces {
  /** The repository's root, under every name that it has: as called, and with links resolved. */
  readonly roots: readonly string[];
  /** Where relative paths start: the root, or the directory that the tests ran in. */
  readonly directory: string;
}

/** The repository path with `/`, or null when the file is not in the repository. Looks at no file. */
export function sourcePath(written: string, { roots, directory }: SourcePlaces): string | null {
  const path = slashed(written);
  const parts = segments(/^(?:\/|[A-Za-z]:\/)/.test(path) ? path : `${slashed(directory)}/${path}`);
  for (const root of roots) {
    const rest = below(segments(slashed(root)), parts);
    if (rest !== null && rest.length > 0) return rest.join('/');
  }
  return null;
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The drive (empty where there are none) and the names below it, without `.` and `..`. */
function segments(path: string): string[] {
  const drive = /^[A-Za-z]:/.exec(path)?.[0].toLowerCase() ?? '';
  const names: string[] = [];
  for (const name of path.slice(drive.length).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return [drive, ...names];
}

/** Names on a drive differ in more than their case, or are the same. */
function below(root: readonly string[], path: readonly string[]): string[] | null {
  const same = (a: string, b: string | undefined): boolean =>
    root[0] === '' ? a === b : a.toLowerCase() === b?.toLowerCase();
  return root.every((name, index) => same(name, path[index])) ? path.slice(root.length) : null;
}
