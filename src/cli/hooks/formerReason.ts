/**
 * Whether an earlier commit may have lines of the running one: most commits need not load what reads the notes of others.
 * Small files tell it; git is asked only where a repository has no such files.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textIn } from '../../adapters/git/pendingOperation';
import { hasRefTables, movesOfHead } from '../../adapters/git/ownNames';
import type { Repository } from '../../adapters/git/repository';
import type { Git } from '../../core/ports';

/** So many moves of HEAD may follow a reset until what it took back is no longer looked at. */
const AFTER_RESET = 10;
const ID = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;

/** @param source second argument of prepare-commit-msg */
export async function mayHaveFormer(
  git: Git,
  { gitDir, stateDir }: Repository,
  source: string | undefined,
  amends: boolean,
): Promise<boolean> {
  if (amends || source === 'commit') return true;
  // `earlier` and `given-up` are of former commits, and are forgotten by who reads their notes.
  const told = ['CHERRY_PICK_HEAD', 'SQUASH_MSG', 'MERGE_MSG'].map((name) => join(gitDir, name));
  const left = ['earlier', 'given-up'].map((name) => join(stateDir, name));
  if ([...told, ...left].some((file) => existsSync(file))) return true;
  // Whoever looks remembers the tip that was looked at for nothing.
  const former = textIn(join(gitDir, 'ORIG_HEAD'));
  if (former === '' && !hasRefTables(gitDir)) return false;
  if (former !== textIn(join(stateDir, 'looked-at'))) return true;
  return (await takenBackTips(git, gitDir)).tips.length > 0;
}

export interface TakenBackTips {
  /** Full ids, newest first. */
  readonly tips: readonly string[];
  /** Whether a reset was among what took them, and not amends alone. */
  readonly byReset: boolean;
}

/** What the last resets and amends took away from HEAD; from HEAD's reflog. */
export async function takenBackTips(git: Git, gitDir: string): Promise<TakenBackTips> {
  const moves = (await movesOfHead(git, gitDir))
    // One that stays where it is took nothing back: git notes it for a reset of the index too.
    .filter(({ from, to }) => from !== to)
    .slice(0, AFTER_RESET);
  const taking = moves.filter(({ reason }) => /^(reset: |commit \(amend\))/.test(reason));
  return {
    tips: taking.map(({ from }) => from).filter((id) => ID.test(id)),
    byReset: taking.some(({ reason }) => reason.startsWith('reset: ')),
  };
}
