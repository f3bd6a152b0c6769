/**
 * Enters what a tool reports about files of one working tree into its journal.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { changedPaths } from '../adapters/git/changedPaths';
import { textOf } from '../adapters/git/gitText';
import { readObjects } from '../adapters/git/objects';
import { broughtIn } from '../adapters/git/pendingOperation';
import type { Repository } from '../adapters/git/repository';
import { addReports, type Reports } from '../adapters/node/reportJournal';
import { reportedVersion, type KnownFile } from '../core/checkpoint/reportedVersion';
import type { FileVersion } from '../core/journal/replay';
import { sharedLines } from '../core/journal/sharedLines';
import type { Origin } from '../core/model';
import type { Git } from '../core/ports';
import { workingText } from './workingText';

/** What is reported of one working tree. */
export interface FileReport {
  /** Posix paths from the root; null: all files that are changed, or were reported before. */
  readonly paths: readonly string[] | null;
  /** Texts that are not on disk yet, by path. */
  readonly contents: ReadonlyMap<string, string>;
  /** Of everything that is new since the last report. */
  readonly origin: Origin;
}

/** A file that has so much of another's lines is that file. */
const SAME_FILE = 0.5;

/** So many files that are gone are compared with a new one. */
const MOST_GONE = 50;

/** Gives a sentence for each file that could not be followed. */
export async function reportFiles(git: Git, repository: Repository, report: FileReport): Promise<string[]> {
  const problems: string[] = [];
  await addReports(repository.stateDir, async (reports) => {
    const paths = report.paths ?? [...(await changedPaths(git)), ...reports.paths, ...report.contents.keys()];
    const files = await texts(git, repository.root, [...new Set(paths)], report, problems);
    await enter(git, repository, reports, files, report.origin);
  });
  return problems;
}

interface FileText {
  readonly path: string;
  readonly text: string;
}

async function enter(
  git: Git,
  { root, gitDir }: Repository,
  reports: Reports,
  files: readonly FileText[],
  origin: Origin,
): Promise<void> {
  const gone = lastTexts(
    reports,
    reports.paths.filter((path) => !existsSync(join(root, path))),
  );
  const news = files
    .map((file) => ({ ...file, known: reports.known(file.path, file.text) }))
    // A file that is as it was reported last, and that no editor has touched since, tells nothing new.
    .filter(({ text, known }) => known.seen.length > 0 || known.reported?.tree.hasText(text) !== true);
  // Both sides of a conflict have the name that the file is to have, whatever it is called in their commits.
  const [committed = [], ...sides] = await textsIn(git, ['HEAD', ':2', ':3'], news);
  const brought = [...sides, ...(await broughtTexts(git, gitDir, news))];
  const isNew = news.map(
    ({ known }, index) =>
      (committed[index] ?? null) === null && known.seen.length === 0 && isAbsent(known.reported),
  );
  const moved = isNew.includes(true) ? await goneTexts(git) : [];
  for (const [index, { path, text, known }] of news.entries()) {
    const before = committed[index] ?? null;
    if (known.seen.length === 0 && known.reported === null && before === text) continue;
    const former = isNew[index] === true ? formerName(gone, text) : null;
    const others = [
      ...brought.flatMap((source) => source[index] ?? []),
      ...(isNew[index] === true && former === null ? moved : []),
    ];
    const all = { ...known, ...former, committed: before ?? '', brought: others };
    reports.add(path, reportedVersion(all, text, origin));
  }
}

/** A tool that is about to make a file says so while it is not there. */
function isAbsent(reported: FileVersion | null): boolean {
  return reported === null || reported.tree.hasText('');
}

/** What files had in them before they went: that they are gone may have been reported by itself, or be in this report. */
function lastTexts(reports: Reports, gone: readonly string[]): FileVersion[] {
  return gone.flatMap((path) => {
    const { reported, earlier = [] } = reports.known(path, '');
    return [reported, ...earlier].find((version) => version !== null && !isAbsent(version)) ?? [];
  });
}

/** What is known of the file that was renamed to a new one: it is gone, and most lines of the new one stood in it. */
function formerName(gone: readonly FileVersion[], text: string): Pick<KnownFile, 'reported'> | null {
  const alike = gone
    .map((reported) => ({ reported, share: sharedLines(reported.tree.text(), text) }))
    .filter(({ share }) => share >= SAME_FILE)
    .sort((one, other) => other.share - one.share);
  return alike[0] ?? null;
}

/** The files as each of these has them, a commit, `` for the index or `:2` for a stage of it; null where it has none. */
async function textsIn(
  git: Git,
  names: readonly string[],
  files: readonly FileText[],
): Promise<(string | null)[][]> {
  const objects = await readObjects(
    git,
    names.flatMap((name) => files.map(({ path }) => `${name}:${path}`)),
  );
  return names.map((_, at) =>
    files.map(({ text }, index) => {
      const object = objects[at * files.length + index];
      return object?.type === 'blob' ? withLineEndsOf(text, textOf(object.content)) : null;
    }),
  );
}

/** Files of the last commit that are gone: a new one may be one of them under another name, and its lines are not new. */
async function goneTexts(git: Git): Promise<string[]> {
  const { code, stdout } = await git.run([
    'diff-index',
    '-z',
    '--name-only',
    '--no-renames',
    '--diff-filter=D',
    'HEAD',
    '--',
  ]);
  if (code !== 0) return [];
  const paths = textOf(stdout).split('\0').filter(Boolean).slice(0, MOST_GONE);
  const objects = await readObjects(
    git,
    paths.map((path) => `HEAD:${path}`),
  ).catch(() => []);
  return objects.flatMap((object) => (object?.type === 'blob' ? [textOf(object.content)] : []));
}

/** The files in everything that git may have brought in. */
async function broughtTexts(
  git: Git,
  gitDir: string,
  files: readonly FileText[],
): Promise<(string | null)[][]> {
  if (files.length === 0) return [];
  const sources: (string | null)[][] = [];
  // A clone that has not fetched everything may be unable to.
  for (const name of await broughtIn(git, gitDir))
    sources.push(...(await textsIn(git, [name], files).catch(() => [])));
  return sources;
}

async function texts(
  git: Git,
  root: string,
  paths: readonly string[],
  { contents }: FileReport,
  problems: string[],
): Promise<FileText[]> {
  const found: FileText[] = [];
  for (const path of paths) {
    const text = contents.get(path) ?? (await workingText(git, root, path));
    if (text === null) problems.push(`${path} is no text file below 3 MB, so nothing is recorded of it.`);
    else found.push({ path, text });
  }
  return found;
}

/** A committed text with the line ends that the working tree has: git may store others. */
function withLineEndsOf(text: string, committed: string): string {
  const isConverted = text.includes('\r\n') && !committed.includes('\r');
  return isConverted ? committed.replaceAll('\n', '\r\n') : committed;
}
