/**
 * What every hook starts with: the repository as git describes it in the environment, found without asking git.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { repositoryAt, type Repository } from '../../adapters/git/repository';
import { SpawnGit } from '../../adapters/node/spawnGit';
import { readJournal, type JournalContent } from '../../adapters/node/journalDirectory';
import { Budget } from './budget';
import { say } from './say';
import { whatToDo } from './whatToDo';

export interface HookContext {
  readonly git: Git;
  readonly repository: Repository;
  readonly budget: Budget;
  /** Arguments that git gave to the hook. */
  readonly args: readonly string[];
  /** Tells the user one thing, on standard error. */
  readonly say: (sentence: string) => void;
  /** Waits for what the commit can do without; of what fails, the user is told the first. */
  readonly attempt: (step: Promise<void>) => Promise<void>;
  /** Whether a person gets to edit the message. */
  readonly usesEditor: boolean;
  /** The id of the process that runs the hook; null when the shell did not tell. */
  readonly gitProcess: number | null;
}

/**
 * Makes the context from the process that git started: it runs in the root of the working tree.
 *
 * @param file a file that lies in the git directory, used when git did not name the directory
 */
export function hookContext(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
  file: string | undefined,
): HookContext {
  const gitDir = findGitDir(environment['GIT_DIR'], root, file);
  let told = false;
  const pid = Number.parseInt(environment['COUNTERSIGN_GIT_PID'] ?? '', 10);
  return {
    git: new SpawnGit({ directory: root, inHook: true }),
    repository: repositoryAt(root, gitDir, commonDirOf(gitDir)),
    budget: new Budget(),
    args,
    say,
    attempt: (step) =>
      step.catch((error: unknown) => {
        if (!told) say(whatToDo(error));
        told = true;
      }),
    // Git tells its hooks that no editor will run by naming one that does nothing.
    usesEditor: environment['GIT_EDITOR'] !== ':',
    gitProcess: Number.isNaN(pid) ? null : pid,
  };
}

function findGitDir(named: string | undefined, root: string, file: string | undefined): string {
  if (named) return resolve(root, named);
  const usual = join(root, '.git');
  if (existsSync(join(usual, 'HEAD')) || file === undefined) return usual;
  return dirname(resolve(root, file));
}

/** A linked worktree's git directory names the shared one in a file. */
function commonDirOf(gitDir: string): string {
  const link = join(gitDir, 'commondir');
  return existsSync(link) ? resolve(gitDir, readFileSync(link, 'utf8').trim()) : gitDir;
}

/** What the editors and tools of this working tree wrote down. */
export function readHookJournal({ repository }: HookContext): Promise<JournalContent> {
  return readJournal(join(repository.stateDir, 'journal'));
}
