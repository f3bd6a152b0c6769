/**
 * Who wrote what is not committed of a working tree, as its files are on disk and in the index.
 */
import { join } from 'node:path';
import type { Attribution } from '../../core/model';
import { textOf } from '../git/gitText';
import { readJournal } from '../node/journalDirectory';
import type { Worktree } from './worktree';

/** @param part what the next commit would record, or what would be left */
export async function worktreeProvenance(
  worktree: Worktree,
  part: 'staged' | 'unstaged',
): Promise<Attribution> {
  const { repository, git } = worktree;
  const { files } = await readJournal(join(repository.stateDir, 'journal'));
  const { Provenance } = await import('../git/provenance');
  const provenance = new Provenance(git, repository.root, { files, rulesFor: worktree.rulesFor });
  if (part === 'unstaged') return (await provenance.unstaged()).attribution;
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return (await provenance.staged(code === 0 ? [textOf(stdout).trim()] : [])).attribution;
}
