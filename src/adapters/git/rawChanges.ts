/**
 * Compares commits by the ids of what they change, many with one process.
 */
import type { Git } from '../../core/ports';
import { gitText } from './gitText';

const COMMAND = [
  'diff-tree',
  '--stdin',
  '-r',
  '-z',
  '--raw',
  '--root',
  '--no-renames',
  '--no-abbrev',
  '--ignore-submodules=none',
];

/**
 * Commit → its change as one text: equal texts mean that both commits turn the same files of the same content into the
 * same files of the same content. Merges, and commits that are not there, are not in the answer.
 *
 * @param commits full ids
 */
export async function rawChanges(git: Git, commits: readonly string[]): Promise<Map<string, string>> {
  const changes = new Map<string, string>();
  if (commits.length === 0) return changes;
  let commit = '';
  const parts = (await gitText(git, COMMAND, { stdin: `${commits.join('\n')}\n` })).split('\0');
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (part.startsWith(':'))
      changes.set(commit, `${changes.get(commit) ?? ''}${part}\0${parts[++at] ?? ''}\0`);
    else commit = part;
  }
  return changes;
}
