/**
 * What git is in the middle of, by the files that it keeps about it: which commits it takes lines from.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import { regularFileNow } from '../node/regularFileNow';

/** Of git's small files: a message may be long. */
const LARGEST = 1 << 22;

/**
 * Names before which `:<path>` is a text whose lines git may have brought into the working tree: commits that are being
 * merged, picked or reverted, one that a reset took back, and `` for the index, where git has put what it brought in.
 */
export async function broughtIn(git: Git, gitDir: string): Promise<string[]> {
  const has = (name: string): boolean => existsSync(join(gitDir, name));
  // Names that git keeps in its tables (reftable) may or may not be there: one that is not has no text.
  const may = (name: string): boolean => has(name) || has('reftable');
  const names = ['CHERRY_PICK_HEAD', 'REBASE_HEAD'].filter(may);
  if (has('MERGE_HEAD')) names.unshift('MERGE_HEAD');
  if (may('REVERT_HEAD')) names.push('REVERT_HEAD^');
  names.push(...squashedCommits(gitDir).slice(0, 1));
  if (has('MERGE_MSG') || has('SQUASH_MSG')) names.push('');
  if (may('ORIG_HEAD') && (await isTakenBack(git))) names.push('ORIG_HEAD');
  return names;
}

/** The commits that `git merge --squash` brought in, newest first: it lists them for the message, as `git log` does. */
export function squashedCommits(gitDir: string): string[] {
  const lines = textIn(join(gitDir, 'SQUASH_MSG')).split('\n');
  return lines.flatMap((line) => /^commit ([0-9a-f]{40}|[0-9a-f]{64})$/.exec(line)?.[1] ?? []);
}

/** The files in conflict, as git names them in the message that it prepares. */
export function conflictedPaths(message: string): string[] {
  const [, listed = ''] = /^(?:\S+ )?Conflicts:\n((?:[^\t\n]*\t.+(?:\n|$))+)/m.exec(message) ?? [];
  return listed.split('\n').flatMap((line) => /\t(.+)$/.exec(line)?.[1] ?? []);
}

/** A small file that git may have written; '' when it has not. */
export function textIn(file: string): string {
  return regularFileNow(file, LARGEST)?.toString('utf8') ?? '';
}

async function isTakenBack(git: Git): Promise<boolean> {
  return (await git.run(['merge-base', '--is-ancestor', 'HEAD', 'ORIG_HEAD'])).code === 0;
}
