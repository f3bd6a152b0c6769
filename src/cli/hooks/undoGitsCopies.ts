/**
 * Where `notes.rewriteRef` covers our notes, git copies those of former commits, as they stand, over or behind what our
 * hooks wrote. See https://git-scm.com/docs/git-config#Documentation/git-config.txt-notesrewriteRef
 */
import { NOTES_REF } from '../../core/commit/noteModel';
import { readCommits } from '../../adapters/git/commits';
import { gitText } from '../../adapters/git/gitText';
import { readNotes } from '../../adapters/git/noteStore';
import type { HookContext } from './hookContext';
import { loadCarried } from './loadCarried';

/**
 * Puts back what we wrote, which is in the notes before git's copies.
 *
 * @param commits those that were made anew
 * @returns whether there was such a copy
 */
export async function undoGitsCopies(context: HookContext, commits: readonly string[]): Promise<boolean> {
  const { git } = context;
  const [tip] = await readCommits(git, [NOTES_REF]);
  const [parent, ...others] = tip?.parents ?? [];
  const isCopy = /^Notes added by 'git (?:commit --amend|rebase|notes copy)'\n?$/.test(tip?.message ?? '');
  if (!isCopy || parent === undefined || others.length > 0) return false;
  const [now, then] = await Promise.all([readNotes(git, commits), readNotes(git, commits, parent)]);
  const copied = commits.filter((id) => now.get(id) !== then.get(id));
  const made = copied.filter((id) => !then.has(id));
  if (made.length > 0)
    await gitText(git, ['notes', `--ref=${NOTES_REF}`, 'remove', '--stdin'], {
      stdin: made.map((id) => `${id}\n`).join(''),
    });
  await loadCarried().writeCarried(
    context,
    copied.flatMap((commit) => {
      const text = then.get(commit);
      return text === undefined ? [] : [{ commit, text }];
    }),
  );
  return copied.length > 0;
}
