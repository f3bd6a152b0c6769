/**
 * Inside one hunk, lines that a commit only re-indented or whose end-of-line it changed are kept lines: a patch shows
 * them as removed and added, yet nobody wrote or deleted them.
 */
import { alignLines } from './alignLines';
import type { Hunk } from './fileChange';
import { withoutCarriageReturn } from '../ledger/textLines';

export interface KeptLines {
  /** Numbers in the new content. */
  readonly added: ReadonlySet<number>;
  /** Those of them in which no more than the end-of-line differs, or is new: they are as the old file has them. */
  readonly untouched: ReadonlySet<number>;
  /** Indexes into `oldLines` of each hunk. */
  readonly removed: ReadonlyMap<Hunk, ReadonlySet<number>>;
}

/** Finds them in all hunks of a file. Blank lines are never kept: they are all alike. */
export function keptLines(hunks: readonly Hunk[]): KeptLines {
  const added = new Set<number>();
  const untouched = new Set<number>();
  const removed = new Map<Hunk, Set<number>>();
  for (const hunk of hunks) {
    if (hunk.oldLines.length === 0 || hunk.newLines.length === 0) continue;
    const old = new Set<number>();
    alignLines(hunk.oldLines, hunk.newLines).forEach((from, to) => {
      const line = hunk.newLines[to] as string;
      if (from < 0 || line.trim() === '') return;
      added.add(hunk.newStart + to);
      old.add(from);
      if (withoutCarriageReturn(line) === withoutCarriageReturn(hunk.oldLines[from] as string))
        untouched.add(hunk.newStart + to);
    });
    removed.set(hunk, old);
  }
  return { added, untouched, removed };
}
