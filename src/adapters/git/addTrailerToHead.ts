/**
 * Writes a `Countersigned-by` line into the message of the last commit, and changes nothing else of it.
 */
import { placeTrailers, type MessageOptions } from '../../core/commit/message';
import { noteOfCopy } from '../../core/commit/noteOfCopy';
import { ownTrailers } from '../../core/commit/ownTrailers';
import { parseProvenanceTrailers } from '../../core/commit/parseTrailers';
import { renderNote } from '../../core/commit/renderNote';
import { printable } from '../../core/commit/sanitise';
import { COUNTERSIGNED_KEY } from '../../core/commit/trailerKeys';
import type { Git } from '../../core/ports';
import { readCommit, type Commit } from './commits';
import { checkUnpublishedHead } from './checkUnpublishedHead';
import { gitText } from './gitText';
import { parsedNotes } from './notedStates';
import { writeNotes } from './noteStore';
import type { Repository } from './repository';
import { markAnnotated } from './commitState';
import type { ReviewedChange } from './reviewedChange';
import type { Reviewer } from './reviewerOf';

/** A finished message: nothing in it is a comment. */
const FINISHED: MessageOptions = { commentPrefix: '', cleanup: 'verbatim', editor: false };

/**
 * @param change of HEAD, which must not be published: looked at once more, as whoever was asked may have taken his time
 * @returns the commit that took its place; the same when the line was there already
 * @throws CountersignError `bad-usage` as `checkUnpublishedHead` does, `git-failed`
 */
export async function addTrailerToHead(
  git: Git,
  repository: Repository,
  { commit, trust }: Pick<ReviewedChange, 'commit' | 'trust'>,
  reviewer: Reviewer,
): Promise<Commit> {
  await checkUnpublishedHead(git, commit, trust.policy.countersign);
  const isThere = parseProvenanceTrailers(commit.message).countersigned.some(
    ({ email, body }) => !body && email === reviewer.email.toLowerCase(),
  );
  if (isThere) return commit;
  const lines = commit.message.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const own = [...ownTrailers(lines, lines.length)].sort((a, b) => a - b);
  const trailer = `${COUNTERSIGNED_KEY}: ${printable(`${reviewer.name} <${reviewer.email}>`)}`;
  const trailers = [...own.map((index) => (lines[index] ?? '').trimEnd()), trailer];
  await amend(git, placeTrailers(commit.message, trailers, FINISHED));
  const made = await readCommit(git, 'HEAD');
  await carryNote(git, repository, commit, made);
  return made;
}

/** The index, what is staged in it, and all hooks stay out of it. */
async function amend(git: Git, message: string): Promise<void> {
  const quiet = ['-c', 'core.hooksPath=/dev/null', '-c', 'i18n.commitEncoding=UTF-8'];
  const flags = [
    '--amend',
    '--only',
    '--no-verify',
    '--no-post-rewrite',
    '--allow-empty',
    '--allow-empty-message',
  ];
  const text = ['--quiet', '--no-edit', '--cleanup=verbatim', '--file=-'];
  await gitText(git, [...quiet, 'commit', ...flags, ...text], { stdin: message });
}

/** Of the same change the lines are the same. */
async function carryNote(git: Git, repository: Repository, former: Commit, made: Commit): Promise<void> {
  const note = (await parsedNotes(git, [former.id])).get(former.id);
  if (note === undefined) return;
  const text = renderNote(noteOfCopy(note, made.id));
  await writeNotes(git, [{ commit: made.id, text }], `${made.committer} ${made.committerDate}`);
  await markAnnotated(repository, made);
}
