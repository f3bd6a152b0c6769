/**
 * What several sources know of the files of a repository, as one.
 */
import type { AttributedText } from '../../core/model';

/** Known versions of each path, newest first. */
export type States = ReadonlyMap<string, readonly AttributedText[]>;

/** Two sources of knowledge as one; what `first` says comes first. */
export function withStates(first: States, second: States): States {
  const all = new Map(first);
  for (const [path, states] of second) all.set(path, [...(first.get(path) ?? []), ...states]);
  return all;
}
