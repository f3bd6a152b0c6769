/**
 * Whether an earlier commit may have lines of the running one, told by small files and without asking git: most commits
 * need not load what reads the notes of others.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textIn } from '../../adapters/git/pendingOperation';
import type { Repository } from '../../adapters/git/repository';
import { regularFileNow } from '../../adapters/node/regularFileNow';

/** So many moves of HEAD may follow a reset until what it took back is no longer looked at. */
const AFTER_RESET = 10;
/** Bytes at the end of a reflog in which so many entries have room, with others in between. */
const TAIL = 1 << 16;
const ID = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;

/** @param source second argument of prepare-commit-msg */
export function mayHaveFormer(repository: Repository, source: string | undefined, amends: boolean): boolean {
  const { gitDir, stateDir } = repository;
  if (amends || source === 'commit') return true;
  // `earlier` and `given-up` are of former commits, and are forgotten by who reads their notes.
  const told = ['CHERRY_PICK_HEAD', 'SQUASH_MSG', 'MERGE_MSG'].map((name) => join(gitDir, name));
  const left = ['earlier', 'given-up'].map((name) => join(stateDir, name));
  if ([...told, ...left].some((file) => existsSync(file))) return true;
  // Whoever looks remembers the tip that was looked at for nothing.
  const former = textIn(join(gitDir, 'ORIG_HEAD'));
  const isNew = former !== textIn(join(stateDir, 'looked-at'));
  return former !== '' && (isNew || takenBackTips(repository).tips.length > 0);
}

export interface TakenBackTips {
  /** Full ids, newest first. */
  readonly tips: readonly string[];
  /** Whether a reset was among what took them, and not amends alone. */
  readonly byReset: boolean;
}

/** What the last resets and amends took away from HEAD; from HEAD's reflog. */
export function takenBackTips({ gitDir }: Pick<Repository, 'gitDir'>): TakenBackTips {
  const moves = (regularFileNow(join(gitDir, 'logs', 'HEAD'), TAIL)?.toString('utf8') ?? '')
    .trimEnd()
    .split('\n')
    // One that stays where it is took nothing back: git notes it for a reset of the index too.
    .filter((entry) => !/^(\S+) \1 /.test(entry))
    .slice(-AFTER_RESET)
    .reverse();
  const taking = moves.filter((entry) => /\t(reset: |commit \(amend\))/.test(entry));
  return {
    tips: taking.flatMap((entry) => entry.split(' ').slice(0, 1)).filter((id) => ID.test(id)),
    byReset: taking.some((entry) => entry.includes('\treset: ')),
  };
}
