/**
 * Whether an earlier commit may have lines of the running one, told by small files and without asking git: most commits
 * need not load what reads the notes of others.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { textIn } from '../../adapters/git/pendingOperation';
import type { Repository } from '../../adapters/git/repository';

/** So many commits may follow a reset until what it took back is no longer looked at. */
const AFTER_RESET = 10;
/** Bytes at the end of a reflog in which so many entries have room. */
const TAIL = 1 << 16;
const ID = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;

/** @param source second argument of prepare-commit-msg */
export function mayHaveFormer(repository: Repository, source: string | undefined, amends: boolean): boolean {
  const { gitDir, stateDir, sharedDir } = repository;
  if (amends || source === 'commit') return true;
  // `earlier` and `given-up` are of former commits, and are forgotten by who reads their notes.
  const told = ['CHERRY_PICK_HEAD', 'SQUASH_MSG', 'MERGE_MSG'].map((name) => join(gitDir, name));
  const left = ['earlier', 'given-up'].map((name) => join(stateDir, name));
  if ([...told, ...left].some((file) => existsSync(file))) return true;
  const former = textIn(join(gitDir, 'ORIG_HEAD')).trim();
  if (ID.test(former) && existsSync(join(sharedDir, 'annotated', former))) return true;
  return takenBackTips(repository).length > 0;
}

/** What the last reset or amend took away from HEAD, unless other things than commits came after; from HEAD's reflog. */
export function takenBackTips({ gitDir }: Repository): string[] {
  const entries = endOf(join(gitDir, 'logs', 'HEAD'))
    .trimEnd()
    .split('\n')
    .slice(-AFTER_RESET)
    .reverse();
  // One that stays where it is took nothing back: git notes it for a reset of the index too.
  const moves = entries.filter((entry) => !/^(\S+) \1 /.test(entry));
  const end = moves.findIndex((entry) => !/\tcommit\b/.test(entry));
  const since = end < 0 ? moves : moves.slice(0, end + 1);
  return since
    .filter((entry) => /\t(reset: |commit \(amend\))/.test(entry))
    .flatMap((entry) => entry.split(' ').slice(0, 1))
    .filter((id) => ID.test(id));
}

/** The end of a file that may have grown long; '' when there is none. */
function endOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, TAIL));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, size - bytes.length));
    } finally {
      closeSync(file);
    }
  } catch {
    // Not every repository keeps one.
    return '';
  }
}
