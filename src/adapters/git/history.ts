/**
 * Walks a history and says of each commit who wrote its lines. One git process for all of it, notes included, and
 * every option given that a user's configuration could change.
 */
import type { Git, GitStreams } from '../../core/ports';
import type { CommitProvenance } from '../../core/history/commitProvenance';
import { LOG_OPTIONS, LogStreamParser } from '../../core/history/logStreamParser';
import { provenanceOf } from '../../core/history/provenanceOf';
import { NOTES_REF } from '../../core/commit/noteModel';
import { CountersignError } from '../../core/errors';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';
import { readCommits } from './commits';
import { textOf } from './gitText';

const CONFIGURATION = [
  ...DIFF_CONFIGURATION,
  ...['log.showRoot=true', 'log.follow=false', 'mailmap.file=', 'mailmap.blob='].flatMap((setting) => [
    '-c',
    setting,
  ]),
];

const OPTIONS = [
  ...LOG_OPTIONS,
  ...DIFF_OPTIONS,
  '--diff-merges=first-parent',
  '--no-notes',
  `--notes=${NOTES_REF}`,
  '--encoding=UTF-8',
  '--no-decorate',
  '--no-show-signature',
];

/** `^` and a full id, or a full id: what `git rev-parse` makes of a range. */
const REVISION = /^(\^?)([0-9a-f]{40,64})$/;

/** Commits that are in a history, and those with which it begins. */
export type Revisions = readonly string[];

/**
 * Looks up a range in any form that git understands.
 *
 * @param range null: everything that HEAD has; nothing before the first commit
 * @throws CountersignError `unknown-revision`
 */
export async function revisionsOf(git: Git, range: string | null): Promise<Revisions> {
  const { code, stdout } = await git.run(['rev-parse', range ?? 'HEAD', '--']);
  const lines = textOf(stdout)
    .split('\n')
    .filter((line) => line !== '' && line !== '--');
  const ids = lines.map((line) => REVISION.exec(line)?.[2] ?? '');
  const known =
    code === 0 && ids.length > 0 && (await readCommits(git, ids)).every((commit) => commit !== null);
  if (known) return lines;
  if (range === null && (await isUnborn(git))) return [];
  throw new CountersignError(
    'unknown-revision',
    `There is no revision or range named ${range ?? 'HEAD'}: check the name with git log.`,
  );
}

/** Whether HEAD is a branch without commits. */
async function isUnborn(git: Git): Promise<boolean> {
  const branch = await git.run(['symbolic-ref', '--quiet', 'HEAD']);
  if (branch.code !== 0) return false;
  return (await git.run(['rev-parse', '--verify', '--quiet', textOf(branch.stdout).trim()])).code !== 0;
}

/** What git is run with to walk a history; the benchmark measures against the same. */
export function historyCommand(revisions: Revisions): string[] {
  return [...CONFIGURATION, 'log', ...OPTIONS, ...revisions, '--'];
}

/**
 * The commits of a history, newest first, a handful at a time as git prints them.
 *
 * @throws CountersignError `git-failed`
 */
export async function* readHistory(
  git: GitStreams,
  revisions: Revisions,
): AsyncGenerator<readonly CommitProvenance[], void, undefined> {
  if (revisions.length === 0) return;
  const parser = new LogStreamParser(textOf);
  for await (const bytes of git.stream(historyCommand(revisions))) {
    yield parser.push(bytes).map(provenanceOf);
  }
  yield parser.finish().map(provenanceOf);
}
