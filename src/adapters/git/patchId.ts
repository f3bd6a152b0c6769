/**
 * The name of a change that survives a rebase: `git patch-id --stable`, whatever is configured.
 */
import type { Git } from '../../core/ports';
import { emptyTree } from './changes';
import type { Commit } from './commits';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';
import { gitBytes, gitText } from './gitText';

const OPTIONS = [...DIFF_OPTIONS, '--no-renames', '--full-index', '--src-prefix=a/', '--dst-prefix=b/'];

/** Against the first parent; null when the commit changes nothing. */
export async function patchId(git: Git, { id, parents }: Commit): Promise<string | null> {
  const base = parents[0] ?? (await emptyTree(git));
  const patch = await gitBytes(git, [...DIFF_CONFIGURATION, 'diff-tree', '-r', '-p', ...OPTIONS, base, id]);
  const answer = await gitText(git, ['patch-id', '--stable'], { stdin: patch });
  return /^[0-9a-f]{40,64}/.exec(answer)?.[0] ?? null;
}

/** As many commits as are read at once: their patches are in memory. */
const AT_ONCE = 200;

/** The same of many, by commit; merges, and commits that change nothing, are not in the answer. */
export async function patchIds(git: Git, commits: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const stdin = `${commits.slice(at, at + AT_ONCE).join('\n')}\n`;
    const command = [...DIFF_CONFIGURATION, 'diff-tree', '--stdin', '--root', '-r', '-p', ...OPTIONS];
    const patches = await gitBytes(git, command, { stdin });
    const answer = await gitText(git, ['patch-id', '--stable'], { stdin: patches });
    for (const [, id = '', commit = ''] of answer.matchAll(/^(\w+) (\w+)$/gm)) ids.set(commit, id);
  }
  return ids;
}
