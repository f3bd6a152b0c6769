/**
 * The commit that git is about to make, as an object that nothing refers to, so that it can be judged like any other.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import { withScratch } from '../node/withScratch';
import { gitText } from './gitText';

/** By what git hands its hooks the author of the commit. */
const AUTHOR = ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_AUTHOR_DATE'];

/**
 * Makes it and gives its full id.
 *
 * @param index path of the index that git commits; it is not touched
 * @param message one character per byte
 * @param environment of the hook
 */
export async function commitToBe(
  git: Git,
  index: string,
  parents: readonly string[],
  message: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const tree = await withScratch(async (directory) => {
    const copy = join(directory, 'index');
    await copyFile(index, copy);
    return (await gitText(git, ['write-tree'], { env: { GIT_INDEX_FILE: copy } })).trim();
  });
  const env = Object.fromEntries(
    AUTHOR.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const command = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
  return (await gitText(git, command, { env, stdin: Buffer.from(message, 'latin1') })).trim();
}
