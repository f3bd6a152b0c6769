/**
 * A small payments application in a fresh git repository, for the demonstration, for trying by hand and for tests.
 */
import { cpSync, realpathSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gitIn } from './gitIn';
import { repositoryRoot } from './installation';
import { createScratchDirectory } from './scratchDirectory';

export interface SampleRepository {
  /** Absolute path of its working tree. */
  readonly path: string;
  /** Removes it, unless it is in a directory that was given. */
  remove(): void;
}

/** Copies the sample into `directory`, or into one of its own, and commits it once, as another person. */
export async function createSampleRepository(directory?: string): Promise<SampleRepository> {
  const scratch = directory === undefined ? createScratchDirectory('sample') : null;
  const repository = path.join(scratch?.path ?? realpathSync(directory ?? ''), 'payments-app');
  cpSync(path.join(repositoryRoot, 'test', 'fixtures', 'sample'), repository, { recursive: true });
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
    ...{ GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_NOSYSTEM: '1' },
    ...{ GIT_AUTHOR_NAME: 'Robin Vale', GIT_AUTHOR_EMAIL: 'robin@example.com' },
    ...{ GIT_COMMITTER_NAME: 'Robin Vale', GIT_COMMITTER_EMAIL: 'robin@example.com' },
  } as Record<string, string>;
  await gitIn(repository, env, 'init', '--quiet', '--initial-branch=main');
  await gitIn(repository, env, 'add', '--all');
  await gitIn(repository, env, 'commit', '--quiet', '--message=Charge cards and greet customers');
  return {
    path: repository,
    remove: () => scratch?.remove(),
  };
}
