/**
 * Whether hooks can be left to git's configuration in a repository: every git that may make a commit must run them,
 * and nothing may undo what they do.
 */
import { dirname, join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { textOf } from './gitText';
import { isGitAtLeast } from './gitVersion';
import { exists, readOrNull } from './hookFiles';

/** The setting by which a person keeps to files, as where a repository is also used from a container with an old git. */
const SETTING = 'countersign.configHooks';
const FIRST = 'prepare-commit-msg';

/**
 * @param directory where git looks for hook files now
 * @param versions of the gits that are there, as each tells its own
 */
export async function gitRunsConfiguredHooks(
  git: Git,
  directory: string,
  versions: () => Promise<readonly string[]>,
): Promise<boolean> {
  const { stdout } = await git.run(['--version']);
  if (!runs(textOf(stdout))) return false;
  const wish = await git.run(['config', '--type=bool', SETTING]);
  if (textOf(wish.stdout).trim() === 'false') return false;
  // Git runs it after the configured ones, so it could write the message anew, and the trailers would be gone.
  if (await hasHook(directory)) return false;
  return (await versions()).every(runs);
}

function runs(version: string): boolean {
  return isGitAtLeast(version, 2, 54);
}

/** The hooks that husky puts into its directory only look for another one, one directory up. */
async function hasHook(directory: string): Promise<boolean> {
  const text = (await readOrNull(join(directory, FIRST)))?.toString('latin1') ?? null;
  if (text === null) return false;
  const isForwarding = /^\. "\$\(dirname "\$0"\)\/h"$/m.test(text);
  return !isForwarding || exists(join(dirname(resolve(directory)), FIRST));
}
