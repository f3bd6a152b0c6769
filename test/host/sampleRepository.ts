/**
 * A small payments application in a fresh git repository, for the demonstration, for trying by hand and for tests.
 */
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gitIn } from './gitIn';
import { repositoryRoot } from './installation';

export interface SampleRepository {
  /** Absolute path of its working tree. */
  readonly path: string;
  remove(): void;
}

/** Copies the sample and commits it once, as another person. `directory` is made when none is given. */
export async function createSampleRepository(directory?: string): Promise<SampleRepository> {
  const parent = directory ?? mkdtempSync(path.join(os.tmpdir(), 'countersign-sample-'));
  const repository = path.join(realpathSync(parent), 'payments-app');
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
    remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
