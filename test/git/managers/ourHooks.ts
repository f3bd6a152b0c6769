/**
 * The installer as the command line uses it, for any directory of a test.
 */
import { join } from 'node:path';
import { HookInstaller } from '../../../src/adapters/git/hookInstaller';
import { findRepository } from '../../../src/adapters/git/repository';
import { SpawnGit, type SpawnGitOptions } from '../../../src/adapters/node/spawnGit';

export interface OurHooksOptions {
  /** Directory of the built programs. */
  readonly programs: string;
  /** What the gits of the machine say of themselves. Default: those that are there. */
  readonly versions?: readonly string[];
  /** The git executable. Default: `git` on the PATH. */
  readonly executable?: string;
}

export async function ourHooks(
  directory: string,
  { programs, versions, executable }: OurHooksOptions,
): Promise<HookInstaller> {
  const options: SpawnGitOptions = executable === undefined ? { directory } : { directory, executable };
  const git = new SpawnGit(options);
  const repository = await findRepository(git, directory);
  const source = { program: join(programs, 'hook.js'), version: '1.0.0', node: process.execPath };
  const known =
    versions === undefined ? undefined : (): Promise<readonly string[]> => Promise.resolve(versions);
  return new HookInstaller(git, repository, source, known);
}
