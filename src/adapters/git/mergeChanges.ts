/**
 * What a merge itself contributes: only lines that are in none of its parents. The rest was written in the commits
 * that are merged, and is attributed there.
 */
import type { FileChange, Hunk } from '../../core/commit/fileChange';

/**
 * Keeps of the changes against the first parent the added lines that are new against every other parent too. Deleted
 * lines are dropped: a merge takes over deletions.
 *
 * @param first changes of the result against the first parent
 * @param others the same against each other parent
 */
export function mergeChanges(
  first: readonly FileChange[],
  others: readonly (readonly FileChange[])[],
): FileChange[] {
  const added = others.map((changes) => new Map(changes.map((change) => [change.path, addedLines(change)])));
  return first.flatMap((change) => {
    const isNew = (line: number): boolean =>
      added.every((lines) => lines.get(change.path)?.has(line) === true);
    const hunks = change.hunks.flatMap((hunk) => onlyNewLines(hunk, isNew));
    return hunks.length === 0 ? [] : [{ ...change, hunks }];
  });
}

function addedLines(change: FileChange): Set<number> {
  return new Set(change.hunks.flatMap((hunk) => hunk.newLines.map((_, index) => hunk.newStart + index)));
}

/** Splits a hunk into runs of consecutive lines that are new. */
function onlyNewLines(hunk: Hunk, isNew: (line: number) => boolean): Hunk[] {
  const runs: { newStart: number; newLines: string[] }[] = [];
  hunk.newLines.forEach((text, index) => {
    const line = hunk.newStart + index;
    if (!isNew(line)) return;
    const last = runs.at(-1);
    if (last && last.newStart + last.newLines.length === line) last.newLines.push(text);
    else runs.push({ newStart: line, newLines: [text] });
  });
  return runs.map((run) => ({ oldStart: hunk.oldStart, oldLines: [], ...run }));
}
