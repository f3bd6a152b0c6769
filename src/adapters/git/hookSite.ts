/**
 * Where an installation keeps its things. The repository has one; so has each working tree whose own configuration
 * names its hooks (`extensions.worktreeConfig`), for that outranks what the repository says.
 */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Git } from '../../core/ports';
import { textOf } from './gitText';
import { exists } from './hookFiles';
import type { Repository } from './repository';

export interface HookSite {
  /** The configuration file that is changed. */
  readonly config: string;
  /** Directory of our own, for hooks that are in nobody else's. */
  readonly directory: string;
  /** What was there before, to put it back. */
  readonly record: string;
}

const PREFIX = 'hooks-worktree-';
const MAIN = 'hooks-main-worktree';
const RECORD = '.json';

/** The site of the repository as a whole. */
export function repositorySite({ commonDir, sharedDir }: Repository): HookSite {
  return siteAt(join(commonDir, 'config'), sharedDir, 'hooks');
}

/** The site that counts in the working tree of `repository`. */
export async function currentSite(git: Git, repository: Repository): Promise<HookSite> {
  const { gitDir, sharedDir } = repository;
  const { stdout } = await git.run(['config', '--type=bool', 'extensions.worktreeConfig']);
  if (textOf(stdout).trim() !== 'true') return repositorySite(repository);
  const config = join(gitDir, 'config.worktree');
  const { code } = await git.run(['config', '--file', config, 'core.hooksPath']);
  if (code !== 0) return repositorySite(repository);
  const isLinked = await exists(join(gitDir, 'commondir'));
  return siteAt(config, sharedDir, isLinked ? `${PREFIX}${basename(gitDir)}` : MAIN);
}

/** Every site that may hold something of ours. */
export async function allSites(repository: Repository): Promise<readonly HookSite[]> {
  const { commonDir, sharedDir } = repository;
  const names = await readdir(sharedDir).catch(() => []);
  const sites = [repositorySite(repository)];
  for (const name of names.filter((file) => file.endsWith(RECORD)).map((file) => basename(file, RECORD))) {
    if (name === MAIN) sites.push(siteAt(join(commonDir, 'config.worktree'), sharedDir, name));
    if (!name.startsWith(PREFIX)) continue;
    const gitDir = join(commonDir, 'worktrees', name.slice(PREFIX.length));
    sites.push(siteAt(join(gitDir, 'config.worktree'), sharedDir, name));
  }
  return sites;
}

/** Whether a value of `core.hooksPath` names a directory of ours, in this repository or where it was before. */
export function isOwnDirectory(value: string): boolean {
  return /\/countersign\/hooks(-main-worktree|-worktree-[^/]+)?$/.test(value.replaceAll('\\', '/'));
}

function siteAt(config: string, sharedDir: string, name: string): HookSite {
  return { config, directory: join(sharedDir, name), record: join(sharedDir, `${name}${RECORD}`) };
}
