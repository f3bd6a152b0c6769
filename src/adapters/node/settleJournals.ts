/**
 * After a commit made without the editor: takes what was committed out of the journals of writers that are gone. Those
 * of running editors are left alone; each editor sees the commit itself.
 */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileVersion } from '../../core/journal/replay';
import { settleJournal } from '../../core/journal/settleJournal';
import { canBeSettled, readJournalFiles } from './journalDirectory';
import { JournalWriter } from './journalWriter';

/**
 * `directory` is `<git path countersign>`. `committedTexts` gives the contents of paths at HEAD, as far as HEAD
 * has such files; it is asked once. `mayComeBack` tells of a version of a path, with what is not committed of it,
 * whether it may be in the working tree again.
 */
export async function settleJournals(
  directory: string,
  committedTexts: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  mayComeBack: (path: string, version: FileVersion) => boolean = () => false,
): Promise<void> {
  const found = await readJournalFiles(join(directory, 'journal'));
  const gone = found.filter(canBeSettled);
  const paths = new Set(gone.flatMap(({ journal }) => [...journal.files.keys()]));
  const committed = await committedTexts([...paths]);
  for (const { file, journal } of gone) {
    const { records, pending } = settleJournal(journal, committed, mayComeBack);
    const writer = new JournalWriter(directory, basename(file, '.jsonl'));
    writer.rewrite(records);
    writer.finish();
    if (!pending) rmSync(join(directory, 'pending', basename(file, '.jsonl')), { force: true });
  }
}
