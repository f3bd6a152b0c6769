/**
 * After a commit made without the editor: takes what was committed out of the journals of writers that are gone. Those
 * of running editors are left alone; each editor sees the commit itself.
 */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hasAi } from '../../core/journal/hasAi';
import type { FileVersion, JournalledFile } from '../../core/journal/replay';
import { settleFile } from '../../core/journal/settleFile';
import { stateRecords } from '../../core/journal/stateRecords';
import { isGone, readJournalFiles } from './journalDirectory';
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
  const gone = found.filter(({ journal }) => isGone(journal) && journal.problems.length === 0);
  const paths = new Set(gone.flatMap(({ journal }) => [...journal.files.keys()]));
  const committed = await committedTexts([...paths]);
  for (const { file, journal } of gone) {
    const left = new Map<string, JournalledFile>();
    for (const [path, known] of journal.files) {
      const settled = settleFile(known, committed.get(path) ?? '', (version) => mayComeBack(path, version));
      if (settled !== null) left.set(path, settled);
    }
    const writer = new JournalWriter(directory, basename(file, '.jsonl'));
    const records = [...left].flatMap(([path, known]) => stateRecords(path, known));
    writer.rewrite(records);
    writer.finish();
    const pending = [...left.values()].some((known) =>
      [known.current, ...known.saved].some((v) => v !== null && hasAi(v)),
    );
    if (!pending) rmSync(join(directory, 'pending', basename(file, '.jsonl')), { force: true });
  }
}
