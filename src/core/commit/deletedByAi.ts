/**
 * Counts the deleted lines of one file that an AI edit deleted.
 */
import { lineFingerprint } from '../ledger/lineFingerprint';
import type { AttributedText } from '../model';
import type { FileChange } from './fileChange';
import type { KeptLines } from './keptLines';
import { sameLines } from '../ledger/textLines';

/**
 * Deleted old lines whose content is among the lines that AI edits removed. Each removal counts once, however many
 * states remember it; if a state is exactly what was committed, only its memory counts.
 */
export function deletedByAi(change: FileChange, states: readonly AttributedText[], kept: KeptLines): number {
  const remembered = rememberedRemovals(change, states);
  if (remembered.size === 0) return 0;
  let deleted = 0;
  for (const hunk of change.hunks) {
    hunk.oldLines.forEach((line, index) => {
      const fingerprint = lineFingerprint(line);
      const left = remembered.get(fingerprint) ?? 0;
      if (left === 0 || kept.removed.get(hunk)?.has(index) === true) return;
      remembered.set(fingerprint, left - 1);
      deleted++;
    });
  }
  return deleted;
}

function rememberedRemovals(change: FileChange, states: readonly AttributedText[]): Map<string, number> {
  const { newText } = change;
  const exact = newText === null ? undefined : states.find((state) => sameLines(state.text, newText));
  const most = new Map<string, number>();
  for (const state of exact === undefined ? states : [exact]) {
    for (const [fingerprint, times] of removalsOf(state)) {
      most.set(fingerprint, Math.max(times, most.get(fingerprint) ?? 0));
    }
  }
  return most;
}

function removalsOf(state: AttributedText): Map<string, number> {
  const removals = new Map<string, number>();
  for (const deletion of state.deletions) {
    for (const line of deletion.lines) removals.set(line, (removals.get(line) ?? 0) + 1);
  }
  return removals;
}
