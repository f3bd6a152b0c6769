/**
 * The journal as it lies in the git directory: `journal/<writer>.jsonl`, and `pending/<writer>` while that writer knows
 * of AI text that is not committed. Reading never changes anything.
 */
import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { attributedVersions, mergeJournals } from '../../core/journal/mergeJournals';
import { replay, type ReplayedJournal, type WriterHead } from '../../core/journal/replay';
import type { AttributedText } from '../../core/model';

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
}

/** Everything that all writers know. `directory` is `<git path countersign>/journal`; a missing one is an empty journal. */
export async function readJournal(directory: string): Promise<JournalContent> {
  const journals = await readJournalFiles(directory);
  const files = new Map<string, readonly AttributedText[]>();
  for (const [path, versions] of mergeJournals(journals.map(({ journal }) => journal))) {
    files.set(path, attributedVersions(versions));
  }
  return { files, problems: journals.flatMap(describeProblems) };
}

/** Each writer's journal by itself, in the order of their names. */
export async function readJournalFiles(directory: string): Promise<JournalFile[]> {
  const names = (await namesIn(directory)).filter((name) => name.endsWith('.jsonl')).sort();
  const contents = await Promise.all(names.map((name) => readIfPresent(join(directory, name))));
  return names.flatMap((name, index) => {
    const content = contents[index];
    return content === null || content === undefined
      ? []
      : [{ file: join(directory, name), journal: replay(content) }];
  });
}

/** One sentence per damaged journal, with what became of it. */
export function describeProblems({ file, journal }: JournalFile): string[] {
  const [first] = journal.problems;
  if (first === undefined) return [];
  const more = journal.problems.length > 1 ? ` and ${journal.problems.length - 1} more` : '';
  return [`The journal ${file} is damaged (${first}${more}); what could not be read counts as unknown.`];
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

async function readIfPresent(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Something else in the place of a journal is as good as none. */
function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
