/**
 * The records that restate what is known of a file: to introduce it to a journal, and to compact one.
 */
import type { JournalRecord } from './records';
import type { FileVersion, JournalledFile } from './replay';

/** Saved versions first, the current one last, as a replay wants them. */
export function stateRecords(path: string, file: JournalledFile): JournalRecord[] {
  const record = (version: FileVersion, role: 'current' | 'saved'): JournalRecord => ({
    kind: 'state',
    path,
    role,
    time: version.time,
    text: version.tree.text(),
    origins: version.origins,
    runs: version.tree.runs(),
  });
  const records = file.saved.map((version) => record(version, 'saved'));
  if (file.current !== null) records.push(record(file.current, 'current'));
  return records;
}
