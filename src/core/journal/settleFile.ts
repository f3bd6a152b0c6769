/**
 * After a commit: what stands in it is history and leaves the journal.
 */
import { settledRuns } from '../ledger/settledRuns';
import { sameLines } from '../ledger/textLines';
import type { FileVersion, JournalledFile } from './replay';

/**
 * The file with everything forgotten that stands in `committed`, or null when nothing is left to remember. A version
 * that was committed as it was makes those before it history too, but for what was put aside and may come back.
 */
export function settleFile(
  file: JournalledFile,
  committed: string,
  mayComeBack: (version: FileVersion) => boolean = () => false,
): JournalledFile | null {
  const settle = (version: FileVersion): FileVersion => ({
    ...version,
    tree: version.tree.withRuns(settledRuns(version.tree.text(), version.tree.runs(), committed)),
  });
  const knowing = (version: FileVersion): boolean => version.tree.runs().some((run) => run.origin > 0);
  const isCommitted = ({ tree }: FileVersion): boolean => sameLines(tree.text(), committed);
  const current = file.current === null ? null : settle(file.current);
  const last =
    current !== null && isCommitted(current) ? file.saved.length : file.saved.findLastIndex(isCommitted);
  const saved = file.saved
    .map(settle)
    .filter((version, index) => knowing(version) && (index > last || mayComeBack(version)));
  if (saved.length === 0 && (current === null || !knowing(current))) return null;
  return { current, saved };
}
