/**
 * The name of a change that survives a rebase: `git patch-id --stable`, whatever is configured.
 */
import type { Git } from '../../core/ports';
import { emptyTree } from './changes';
import type { Commit } from './commits';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';
import { gitBytes, gitText } from './gitText';

/** Against the first parent; null when the commit changes nothing. */
export async function patchId(git: Git, { id, parents }: Commit): Promise<string | null> {
  const base = parents[0] ?? (await emptyTree(git));
  const options = [...DIFF_OPTIONS, '--no-renames', '--full-index', '--src-prefix=a/', '--dst-prefix=b/'];
  const patch = await gitBytes(git, [...DIFF_CONFIGURATION, 'diff-tree', '-r', '-p', ...options, base, id]);
  const answer = await gitText(git, ['patch-id', '--stable'], { stdin: patch });
  return /^[0-9a-f]{40,64}/.exec(answer)?.[0] ?? null;
}
