/**
 * Where a repository keeps its things: the one question that every command and the editor ask first.
 */
import { join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';

export interface Repository {
  /** Root of the working tree; paths of the journal and of every answer are relative to it. */
  readonly root: string;
  /** The working tree's own git directory (of a linked worktree: `…/worktrees/<name>`). */
  readonly gitDir: string;
  /** The git directory that all linked worktrees share: hooks, refs, objects. */
  readonly commonDir: string;
  /** What belongs to this working tree: journal, pending markers. */
  readonly stateDir: string;
  /** What belongs to the repository: the hook program, its Node, the list of annotated commits. */
  readonly sharedDir: string;
}

/**
 * Finds the repository of a directory.
 *
 * @param directory where `git` runs
 * @throws CountersignError `not-a-repository`
 */
export async function findRepository(git: Git, directory: string): Promise<Repository> {
  const { code, stdout, stderr } = await git.run([
    'rev-parse',
    '--show-toplevel',
    '--absolute-git-dir',
    '--git-common-dir',
  ]);
  const [root, gitDir, commonDir] = textOf(stdout).split('\n');
  if (code !== 0 || !root || !gitDir || !commonDir) {
    throw new CountersignError(
      'not-a-repository',
      'This is not a git working tree: run the command inside a repository.',
      { cause: stderr.trim() },
    );
  }
  return repositoryAt(root, gitDir, resolve(directory, commonDir));
}

/** Names the places of a repository whose directories are known. */
export function repositoryAt(root: string, gitDir: string, commonDir: string): Repository {
  return {
    root,
    gitDir,
    commonDir,
    stateDir: join(gitDir, 'countersign'),
    sharedDir: join(commonDir, 'countersign'),
  };
}
