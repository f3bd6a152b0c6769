/**
 * What the notes of earlier commits say of the lines of the running one, and the memory of which commits these were, for
 * the hooks that come after.
 */
import { parseProvenanceTrailers } from '../../core/commit/parseTrailers';
import type { Commit } from '../../adapters/git/commits';
import { readNoted } from '../../adapters/git/notedStates';
import { sparing } from '../../adapters/git/sparing';
import { withStates, type States } from '../../adapters/git/withStates';
import { forgetTakenBack, markGivenUp, rememberEarlier } from '../../adapters/git/commitState';
import { formerCommits, type RunningCommit } from './formerCommits';
import type { HookContext } from './hookContext';

export interface FormerAccount {
  /** The files as earlier commits attest them. */
  readonly files: States;
  /** A commit that is made again has a note: its trailers are ours to change. */
  readonly noted: boolean;
  /** How many lines an AI deleted in that commit. */
  readonly deletedByAi: number;
}

export async function formerAccount(
  { git, repository, attempt }: Pick<HookContext, 'git' | 'repository' | 'attempt'>,
  running: RunningCommit,
): Promise<FormerAccount> {
  const { copied, others, hasTakenBack } = await formerCommits(git, repository, running);
  // What git brings in is here already, so of those that may have been meant only the notes that are here count.
  const former = new Map([
    ...(await readNoted(sparing(git, true), copied)),
    ...(await readNoted(sparing(git, false), others)),
  ]);
  await attempt(rememberEarlier(repository, [...former.keys()]));
  if (hasTakenBack) await attempt(markGivenUp(repository));
  else if (others.length === 0) await attempt(forgetTakenBack(repository));
  const noted = copied.find(({ id }) => former.has(id));
  const files = [...former.values()].map(({ states }) => states).reduce(withStates, new Map() as States);
  return { files, noted: noted !== undefined, deletedByAi: noted ? deletionsTold(noted) : 0 };
}

/** A note does not keep which lines an AI deleted; the trailers of the same commit keep how many. */
function deletionsTold({ message }: Commit): number {
  const { provenance } = parseProvenanceTrailers(message);
  return provenance.find(({ body }) => !body)?.deletedByAi ?? 0;
}
