/**
 * The journal of reports: what tools outside the editor said about files. Each report is a process of its own, so each
 * takes over what earlier ones wrote and writes it anew, one at a time.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KnownFile } from '../../core/checkpoint/reportedVersion';
import { hasAi } from '../../core/journal/hasAi';
import { mergeJournals } from '../../core/journal/mergeJournals';
import { recentVersions } from '../../core/journal/recentVersions';
import { MAX_SAVED, type FileVersion, type JournalledFile } from '../../core/journal/replay';
import { stateRecords } from '../../core/journal/stateRecords';
import { isRunning, readJournalFiles, type JournalFile } from './journalDirectory';
import { JournalWriter } from './journalWriter';
import { whileLocked } from './whileLocked';

const PREFIX = 'reports-';

/** Whether a journal, given by its file's name or path, is one of reports. */
export function isReportJournal(file: string): boolean {
  return basename(file).startsWith(PREFIX);
}

/** What `work` may ask and say of the files of a working tree; paths are posix and relative to its root. */
export interface Reports {
  /** The paths that something was reported of. */
  readonly paths: readonly string[];
  /** What is known of a file that has this text now. */
  known(path: string, text: string): Omit<KnownFile, 'committed' | 'brought'>;
  /** Adds the newest version of a file. */
  add(path: string, version: FileVersion): void;
}

/**
 * Lets `work` add reports. What it added is on disk when this returns; nothing is, when it throws.
 *
 * @param directory `<git path countersign>`
 */
export async function addReports(
  directory: string,
  work: (reports: Reports) => Promise<void>,
): Promise<void> {
  const journals = join(directory, 'journal');
  await whileLocked(journals, 'reports.lock', async () => {
    const found = await readJournalFiles(journals);
    const former = found.filter(({ file, journal }) => isReportJournal(file) && !mayStillWrite(journal));
    const files = new Map<string, readonly FileVersion[]>();
    for (const [path, versions] of mergeJournals(former.map(({ journal }) => journal)))
      files.set(path, [...versions].reverse());
    const editors = found.filter(({ file }) => !isReportJournal(file)).map(({ journal }) => journal);
    const added = new Set<string>();
    await work({
      paths: [...files.keys()],
      known(path, text) {
        const reported = files.get(path)?.at(-1) ?? null;
        const versions = editors.flatMap((journal) => onDisk(journal.files.get(path), text));
        const seen = versions.filter(({ time }) => reported === null || time > reported.time);
        const earlier = [...(files.get(path) ?? [])].slice(0, -1).reverse();
        return { reported, seen: seen.sort((one, other) => one.time - other.time), earlier };
      },
      add(path, version) {
        files.set(path, [...(files.get(path) ?? []), version].slice(-MAX_SAVED));
        added.add(path);
      },
    });
    if (added.size > 0) write(directory, files, former);
  });
}

/** The versions of an editor's file that were on disk: those it saved, and its newest if that is the file now. */
function onDisk(file: JournalledFile | undefined, text: string): readonly FileVersion[] {
  if (file === undefined) return [];
  const { current, saved } = file;
  return current?.tree.hasText(text) === true ? [...saved, current] : saved;
}

function mayStillWrite({ closed, head }: JournalFile['journal']): boolean {
  return !closed && head !== null && isRunning(head);
}

function write(
  directory: string,
  files: ReadonlyMap<string, readonly FileVersion[]>,
  former: readonly JournalFile[],
): void {
  const writer = new JournalWriter(directory, `${PREFIX}${randomBytes(6).toString('hex')}`);
  const records = [...files].flatMap(([path, versions]) =>
    stateRecords(path, { current: versions.at(-1) ?? null, saved: recentVersions(versions.slice(0, -1)) }),
  );
  // The marker first: a commit that starts now must look.
  if ([...files.values()].flat().some(hasAi)) writer.setPending(true);
  writer.rewrite(records);
  writer.finish();
  for (const { file } of former) {
    rmSync(file, { force: true, recursive: true });
    rmSync(join(directory, 'pending', basename(file, '.jsonl')), { force: true });
  }
}
