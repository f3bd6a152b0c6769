/**
 * Which commits the running one is made of while a rebase stands still, or runs a program of the user's: those have the
 * notes. The commits that a rebase has made get theirs when it is over.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import { ownName } from '../../adapters/git/ownNames';
import { textIn } from '../../adapters/git/pendingOperation';
import type { Repository } from '../../adapters/git/repository';

export interface RebasedFrom {
  /** Names of commits, newest first; empty when no rebase is at work or none is known. */
  readonly names: readonly string[];
  /** Whether the running commit has the message of the one that is named, and of no other. */
  readonly isOne: boolean;
}

const ID = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;

/**
 * Read from git's own files about the rebase, which it keeps for its `post-rewrite` hook.
 *
 * @param replaced the commit that is being amended; null when none is
 */
export async function rebasedFrom(
  git: Git,
  { gitDir }: Pick<Repository, 'gitDir'>,
  replaced: string | null,
): Promise<RebasedFrom> {
  const place = join(gitDir, 'rebase-merge');
  if (!existsSync(place)) return { names: [], isOne: false };
  const lines = (name: string): string[] => textIn(join(place, name)).trimEnd().split('\n');
  const names =
    replaced === null || lines('amend').includes(replaced)
      ? stoppedAt(await ownName(git, gitDir, 'REBASE_HEAD'), lines)
      : // What the amended commit was made of, if the rebase has just made it.
        lines('rewritten-list').flatMap((line) =>
          line.endsWith(` ${replaced}`) ? (line.split(' ')[0] ?? '') : [],
        );
  const known = [...new Set(names.reverse())].filter((name) => ID.test(name));
  // Where git stopped to edit, or the conflict is committed, further commits have words and deletions of their own.
  const isConflict = existsSync(join(gitDir, 'MERGE_MSG')) && !existsSync(join(place, 'amend'));
  const isAgain = replaced !== null || isConflict;
  return { names: known, isOne: known.length === 1 && isAgain };
}

/**
 * Of a commit at which git stopped, for a conflict or to edit, with those that were joined before it. Not of one that git
 * makes without stopping: when that is joined to others, git does not say that it replaces them.
 */
function stoppedAt(picked: string, lines: (name: string) => string[]): string[] {
  const isNow = picked !== '' && lines('done').at(-1)?.includes(picked) === true;
  return isNow ? [...lines('rewritten-pending'), picked] : [];
}
