/**
 * Installed hooks that start a program which only writes down how it was called.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { HookInstaller } from '../../src/adapters/git/hookInstaller';
import { HOOK_PROGRAMS } from '../../src/adapters/git/hookProgram';
import { findRepository } from '../../src/adapters/git/repository';
import { SpawnGit } from '../../src/adapters/node/spawnGit';
import { TestRepository, type Outcome, type RepositoryOptions } from './support';

/** A repository, with programs beside it that are to be installed. */
export function withStandIns(options?: RepositoryOptions): TestRepository {
  const repository = new TestRepository(options);
  for (const name of HOOK_PROGRAMS) {
    writeFileSync(
      repository.beside(`${name}.js`),
      `require('node:fs').appendFileSync(process.env.CALLS, process.argv.slice(2).join('|') + '\\n');`,
    );
  }
  return repository;
}

export async function installerOf(
  repository: TestRepository,
  version = '1.0.0',
  at = repository.root,
): Promise<HookInstaller> {
  const git = new SpawnGit({ directory: at });
  const source = { program: repository.beside('hook.js'), version, node: process.execPath };
  return new HookInstaller(git, await findRepository(git, at), source);
}

export function commitIn(repository: TestRepository, ...args: string[]): Outcome {
  const env = { CALLS: repository.beside('calls') };
  return repository.run('git', ['commit', '--quiet', '--allow-empty', ...args], { env });
}

/** How the program was called since the last question. */
export function callsIn(repository: TestRepository): string[] {
  const file = repository.beside('calls');
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    writeFileSync(file, '');
    return lines[0] === '' ? [] : lines;
  } catch {
    return []; // It was never called.
  }
}
