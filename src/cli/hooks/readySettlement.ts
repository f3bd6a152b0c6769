/**
 * What a commit takes out of the journals of writers that are gone, found out before the commit is made: with the note
 * that is ready (`readyNote.ts`), nothing is left to do after it that the shell cannot (`settleAtOnce.ts`).
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { settleJournal } from '../../core/journal/settleJournal';
import type { FileVersion } from '../../core/journal/replay';
import { SETTLED_JOURNALS, SETTLED_LIST } from '../../adapters/git/settleAtOnce';
import { canBeSettled, type JournalFile } from '../../adapters/node/journalDirectory';
import { JournalWriter } from '../../adapters/node/journalWriter';
import type { HookContext } from './hookContext';

/** What the shell reads without any quoting. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;

export interface Settlement {
  /** Of writers that are gone. */
  readonly journals: readonly JournalFile[];
  /** Contents of these paths in the commit that is being made, as far as it has them. */
  readonly committedTexts: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Whether a version that is not committed may be in the working tree again. */
  readonly mayComeBack: (path: string, version: FileVersion) => boolean;
}

/**
 * Leaves what remains of the journals, and the list of the files that go; what was left for another commit is forgotten.
 *
 * @returns whether it could
 */
export async function leaveReadySettlement(
  { repository }: Pick<HookContext, 'repository'>,
  { journals, committedTexts, mayComeBack }: Settlement,
): Promise<boolean> {
  const [list, beside] = [SETTLED_LIST, SETTLED_JOURNALS].map((name) => join(repository.stateDir, name)) as [
    string,
    string,
  ];
  await Promise.all([list, beside].map((path) => rm(path, { force: true, recursive: true })));
  const gone = journals.filter(canBeSettled);
  if (gone.length === 0) return true;
  const names = gone.map(({ file }) => basename(file, '.jsonl'));
  if (!names.every((name) => PLAIN_NAME.test(name))) return false;
  const committed = await committedTexts([
    ...new Set(gone.flatMap(({ journal }) => [...journal.files.keys()])),
  ]);
  const done: string[] = [];
  for (const [index, { journal }] of gone.entries()) {
    const { records, pending } = settleJournal(journal, committed, mayComeBack);
    const name = names[index] ?? '';
    if (records.length === 0) done.push(`journal/${name}.jsonl`);
    else rewrite(new JournalWriter(beside, name), records);
    if (!pending) done.push(`pending/${name}`);
  }
  await mkdir(repository.stateDir, { recursive: true });
  await writeFile(list, done.map((name) => `${name}\n`).join(''));
  return true;
}

function rewrite(writer: JournalWriter, records: Parameters<JournalWriter['rewrite']>[0]): void {
  writer.rewrite(records);
  writer.finish();
}
