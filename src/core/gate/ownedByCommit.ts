/**
 * Lines of a file by the commit that brought them.
 */
import type { OwnedLines } from './criticalChange';

/** Full id → its runs of lines, in the order given. */
export function ownedByCommit(owned: readonly OwnedLines[]): ReadonlyMap<string, readonly OwnedLines[]> {
  const commits = new Map<string, OwnedLines[]>();
  for (const lines of owned) {
    const known = commits.get(lines.commit);
    if (known === undefined) commits.set(lines.commit, [lines]);
    else known.push(lines);
  }
  return commits;
}
