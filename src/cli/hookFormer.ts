/**
 * The part of the hooks that asks the notes of earlier commits: a program of its own, because most commits have no lines
 * of earlier ones.
 */
import type { Git } from '../core/ports';
import type { Commit } from '../adapters/git/commits';
import { readNoted as readNotedBy, type Noted } from '../adapters/git/notedStates';
import { sparing } from '../adapters/git/sparing';

export { formerAccount } from './hooks/formerAccount';

/** What the hook before the commit has read, again: nothing needs to be fetched for it. */
export function readNoted(git: Git, commits: readonly Commit[]): Promise<Map<string, Noted>> {
  return readNotedBy(sparing(git, false), commits);
}
