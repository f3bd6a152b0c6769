/**
 * The journal as it lies in the git directory: `journal/<writer>.jsonl`, and `pending/<writer>` while that writer knows
 * of AI text that is not committed. Reading never changes anything.
 */
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { attributedVersions, mergeJournals } from '../../core/journal/mergeJournals';
import { replay, type ReplayedJournal, type WriterHead } from '../../core/journal/replay';
import type { AttributedText } from '../../core/model';
import { readRegularFile } from './readRegularFile';

export interface JournalFile {
  /** Absolute path. */
  readonly file: string;
  readonly journal: ReplayedJournal;
}

export interface JournalContent {
  /** Known versions of each path, newest first. */
  readonly files: ReadonlyMap<string, readonly AttributedText[]>;
  /** Sentences about damaged records. */
  readonly problems: readonly string[];
  /** The journals of writers that are gone: what they know is for others to settle. */
  readonly gone: readonly JournalFile[];
}

/** Everything that all writers know. `directory` is `<git path countersign>/journal`; a missing one is an empty journal. */
export async function readJournal(directory: string): Promise<JournalContent> {
  const journals = await readJournalFiles(directory);
  const files = new Map<string, readonly AttributedText[]>();
  for (const [path, versions] of mergeJournals(journals.map(({ journal }) => journal))) {
    files.set(path, attributedVersions(versions));
  }
  const gone = journals.filter(({ journal }) => isGone(journal));
  return { files, problems: journals.flatMap(describeProblems), gone };
}

/** How often the directory is listed anew because a journal was taken over by another while it was read. */
const TRIES = 4;

/** Each writer's journal by itself, in the order of their names; of those whose file name is `wanted`, by default all. */
export async function readJournalFiles(
  directory: string,
  wanted: (name: string) => boolean = () => true,
): Promise<JournalFile[]> {
  let names: string[] = [];
  let journals: (ReplayedJournal | null)[] = [null];
  for (let left = TRIES; left > 0 && journals.includes(null); left--) {
    names = (await namesIn(directory)).filter((name) => name.endsWith('.jsonl') && wanted(name)).sort();
    journals = await Promise.all(names.map((name) => replayIfPresent(join(directory, name))));
  }
  return names.flatMap((name, index) => {
    const journal = journals[index] ?? null;
    return journal === null ? [] : [{ file: join(directory, name), journal }];
  });
}

/** One sentence per damaged journal, with what became of it. */
export function describeProblems({ file, journal }: JournalFile): string[] {
  const [first] = journal.problems;
  if (first === undefined) return [];
  const more = journal.problems.length > 1 ? ` and ${journal.problems.length - 1} more` : '';
  return [`The journal ${file} is damaged (${first}${more}); what could not be read counts as unknown.`];
}

/** Its writer is gone, and nothing in it is damaged: that is for a person to look at first. */
export function canBeSettled({ journal }: JournalFile): boolean {
  return isGone(journal) && journal.problems.length === 0;
}

/** The writer ended, in good order or not; false also when it is not known who it was. */
function isGone({ head, closed }: ReplayedJournal): boolean {
  return head !== null && (closed || !isRunning(head));
}

/** True while the process that wrote something may still be running. Those on other machines are taken as running. */
export function isRunning(head: Pick<WriterHead, 'pid' | 'host'>): boolean {
  if (head.host !== hostname()) return true;
  try {
    process.kill(head.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** Whatever lies in the place of a journal, those of other writers count. */
async function replayIfPresent(file: string): Promise<ReplayedJournal | null> {
  try {
    return replay(await readRegularFile(file));
  } catch (error) {
    if (isAbsent(error)) return null;
    return { head: null, closed: false, files: new Map(), problems: [(error as Error).message] };
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
