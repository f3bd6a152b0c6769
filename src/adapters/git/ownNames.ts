/**
 * What git remembers under names of its own, such as `CHERRY_PICK_HEAD`, and how HEAD moved. Usually each is a file; where
 * a repository keeps its refs in tables (reftable), only git can read them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import { regularFileNow } from '../node/regularFileNow';
import { textOf } from './gitText';
import { textIn } from './pendingOperation';

/** Bytes at the end of a reflog in which the last moves have room. */
const TAIL = 1 << 16;
/** As many moves as may have room there. */
const MOVES = 100;

export interface MoveOfHead {
  readonly from: string;
  readonly to: string;
  /** In git's words, such as `reset: moving to HEAD~1`. */
  readonly reason: string;
}

/** Whether git cannot be asked by looking at files. */
export function hasRefTables(gitDir: string): boolean {
  return existsSync(join(gitDir, 'reftable'));
}

/** The id that git keeps under a name of its own in a working tree; '' when there is none. */
export async function ownName(git: Git, gitDir: string, name: string): Promise<string> {
  if (!hasRefTables(gitDir)) return textIn(join(gitDir, name)).trim();
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', name]);
  return code === 0 ? textOf(stdout).trim() : '';
}

/** The last moves of HEAD, newest first. */
export async function movesOfHead(git: Git, gitDir: string): Promise<MoveOfHead[]> {
  if (hasRefTables(gitDir)) return movesInTables(git);
  const log = regularFileNow(join(gitDir, 'logs', 'HEAD'), TAIL)?.toString('utf8') ?? '';
  return log
    .trimEnd()
    .split('\n')
    .flatMap((entry) => {
      const [, from = '', to = '', reason = ''] = /^(\S+) (\S+) [^\t]*\t(.*)$/.exec(entry) ?? [];
      return from === '' ? [] : [{ from, to, reason }];
    })
    .reverse();
}

async function movesInTables(git: Git): Promise<MoveOfHead[]> {
  const { stdout } = await git.run([
    'log',
    '--walk-reflogs',
    `--max-count=${MOVES}`,
    '--no-show-signature',
    '--format=%H %gs',
    'HEAD',
    '--',
  ]);
  const entries = textOf(stdout).split('\n').filter(Boolean);
  return entries.slice(0, -1).map((entry, index) => {
    const [to = ''] = entry.split(' ', 1);
    const [from = ''] = (entries[index + 1] ?? '').split(' ', 1);
    return { from, to, reason: entry.slice(to.length + 1) };
  });
}
