/**
 * `countersign notes carry`: notes for commits that were made anew where our hooks did not see it, as by `git am`, a
 * server, or another machine.
 */
import { gitText } from '../../adapters/git/gitText';
import { pairedCommits } from '../../adapters/git/pairedCommits';
import { readNotes, type NoteToWrite } from '../../adapters/git/noteStore';
import type { Repository } from '../../adapters/git/repository';
import type { Git } from '../../core/ports';
import { annotatedRewrites, carriedNotes, writeCarried } from '../hooks/carriedNotes';

export interface Carried {
  /** How many commits have a note now that had none. */
  readonly carried: number;
  /** How many had one already, and were left alone. */
  readonly kept: number;
  /** How many former notes are of commits that are not among the new ones, or of which no line of an AI is left. */
  readonly left: number;
}

/**
 * Writes a note for each new commit that has none, of what the note of the former one attests. The former notes stay.
 *
 * @param ranges as `pairedCommits` takes them
 * @throws CountersignError `unknown-revision`, `bad-usage`, `git-failed`
 */
export async function carryNotes(
  git: Git,
  repository: Repository,
  ranges: readonly [former: string, current: string],
  say: (sentence: string) => void,
): Promise<Carried> {
  const { former, pairs } = await pairedCommits(git, ...ranges);
  const noted = await readNotes(git, [...former, ...pairs.keys()]);
  const { annotated, notes } = await annotatedRewrites(git, pairs);
  const bare = annotated.filter(([after]) => !noted.has(after));
  const made: NoteToWrite[] = [];
  for await (const note of carriedNotes({ git, repository, say }, bare, notes)) if (note) made.push(note);
  if (made.length > 0)
    await writeCarried(
      { git, repository },
      made,
      (await gitText(git, ['var', 'GIT_COMMITTER_IDENT'])).trim(),
    );
  const kept = annotated.length - bare.length;
  const known = former.filter((id) => noted.has(id)).length;
  return { carried: made.length, kept, left: known - kept - made.length };
}

/** The same in words. */
export function describeCarried({ carried, kept, left }: Carried): string {
  const lines = [
    carried + kept + left === 0
      ? 'No commit of the former range has a note.'
      : `Notes carried to ${commits(carried)}.`,
  ];
  if (kept > 0) lines.push(`Left alone, for they have notes: ${commits(kept)}.`);
  if (left > 0) lines.push(`Not carried, for no commit has their lines: the notes of ${commits(left)}.`);
  return lines.map((line) => `${line}\n`).join('');
}

function commits(count: number): string {
  return count === 1 ? '1 commit' : `${count} commits`;
}
