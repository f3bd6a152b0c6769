/**
 * After a commit: what stands in it is history and leaves the journal.
 */
import { settledRuns } from '../ledger/settledRuns';
import type { FileVersion, JournalledFile } from './replay';

/** The file with everything forgotten that stands in `committed`, or null when nothing is left to remember. */
export function settleFile(file: JournalledFile, committed: string): JournalledFile | null {
  const settle = (version: FileVersion): FileVersion => ({
    ...version,
    tree: version.tree.withRuns(settledRuns(version.tree.text(), version.tree.runs(), committed)),
  });
  const knowing = (version: FileVersion): boolean => version.tree.runs().some((run) => run.origin !== 0);
  const current = file.current === null ? null : settle(file.current);
  const saved = file.saved.map(settle).filter(knowing);
  if (saved.length === 0 && (current === null || !knowing(current))) return null;
  return { current, saved };
}
