/**
 * After a commit: what one writer that is gone leaves to the commits after it.
 */
import { hasAi } from './hasAi';
import type { JournalRecord } from './records';
import type { FileVersion, ReplayedJournal } from './replay';
import { settleFile } from './settleFile';
import { stateRecords } from './stateRecords';

export interface SettledJournal {
  /** What has to be remembered still; empty when nothing has to. */
  readonly records: readonly JournalRecord[];
  /** Whether some of it is text of an AI. */
  readonly pending: boolean;
}

/**
 * @param committed content of each path that the commit has
 * @param mayComeBack whether a version that is not committed may be in the working tree again
 */
export function settleJournal(
  { files }: Pick<ReplayedJournal, 'files'>,
  committed: ReadonlyMap<string, string>,
  mayComeBack: (path: string, version: FileVersion) => boolean,
): SettledJournal {
  const records: JournalRecord[] = [];
  let pending = false;
  for (const [path, known] of files) {
    const left = settleFile(known, committed.get(path) ?? '', (version) => mayComeBack(path, version));
    if (left === null) continue;
    records.push(...stateRecords(path, left));
    pending ||= [left.current, ...left.saved].some((version) => version !== null && hasAi(version));
  }
  return { records, pending };
}
