/**
 * Which files differ from the last commit, untracked ones included.
 */
import type { Git } from '../../core/ports';
import { gitText } from './gitText';

const STATUS = [
  '--no-optional-locks',
  'status',
  '--porcelain=v2',
  '-z',
  '--untracked-files=all',
  '--no-renames',
  '--ignore-submodules=all',
];

/** Paths from the root, as `git status` lists them (https://git-scm.com/docs/git-status#_porcelain_format_version_2). */
export async function changedPaths(git: Git): Promise<string[]> {
  const entries = (await gitText(git, STATUS)).split('\0');
  return entries.flatMap((entry) => {
    const path = /^(?:1(?: \S+){7}|u(?: \S+){9}|\?) (.+)$/s.exec(entry)?.[1];
    // A folder that is a repository of its own ends in a slash.
    return path === undefined || path.endsWith('/') ? [] : [path];
  });
}
