/**
 * Finds the changes that a commit of the log has a part in, however many there are of both.
 */
import type { LoggedCommit, LoggedFile } from '../history/loggedCommit';

export class WatchedIndex<Watched> {
  private readonly byCommit = new Map<string, Set<Watched>>();
  private readonly byPath = new Map<string, Set<Watched>>();

  /**
   * @param commits full ids of those that lines of it come from
   * @param paths under which commits may have touched it
   */
  add(one: Watched, commits: Iterable<string>, paths: Iterable<string>): void {
    for (const commit of commits) put(this.byCommit, commit, one);
    for (const path of paths) put(this.byPath, path, one);
  }

  /** The changes that a commit has a part in, each with the commit's own entry for it, if there is one. */
  concernedBy({ id, files, parents }: LoggedCommit): Map<Watched, LoggedFile | null> {
    const concerned = new Map<Watched, LoggedFile | null>();
    for (const one of this.byCommit.get(id) ?? []) concerned.set(one, null);
    // What a merge brings from the other branch was judged in the commits there.
    if (parents > 1 || this.byPath.size === 0) return concerned;
    for (const file of files) {
      for (const one of this.byPath.get(file.path) ?? []) concerned.set(one, file);
    }
    return concerned;
  }
}

function put<Value>(index: Map<string, Set<Value>>, name: string, value: Value): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, new Set([value]));
  else known.add(value);
}
