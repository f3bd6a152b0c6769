/**
 * The hook managers of the tests, each driven by the commands that a person types.
 */
import { dirname, join, resolve } from 'node:path';
import type { TestRepository } from '../support';

export interface HookManager {
  readonly name: string;
  /** Writes what a project that uses the manager has in its tree: a check of the message. */
  readonly configure: (repository: TestRepository) => void;
  /** What runs at `npm install` or by hand, once or again. */
  readonly install: (repository: TestRepository) => void;
  /** The manager's own way to take its hooks out. */
  readonly uninstall: (repository: TestRepository) => void;
  /** Takes the hook of ours with its own, and what it had written before too: nothing is left to be repaired. */
  readonly leavesNothing?: true;
}

/** Refuses a message that says REFUSE, and tells that it was called. */
const CHECK = 'echo manager >> "$CALLS"\nif grep -q REFUSE "$1"; then exit 1; fi\n';

const packages = resolve('node_modules');

/** Husky 9, from its package; it has no command to remove it, its manual says to unset the path. */
export const husky: HookManager = {
  name: 'husky',
  configure: (repository) => repository.write('.husky/commit-msg', CHECK),
  install: (repository) => runNode(repository, 'husky/bin.js'),
  uninstall: (repository) => void repository.git('config', '--unset', 'core.hooksPath'),
};

/** Lefthook 2, from its package: the binary of this platform. */
export const lefthook: HookManager = {
  name: 'lefthook',
  leavesNothing: true,
  configure(repository) {
    repository.write('check.sh', CHECK);
    repository.write('lefthook.yml', 'commit-msg:\n  jobs:\n    - run: sh ./check.sh {1}\n');
  },
  install: (repository) => runNode(repository, 'lefthook/bin/index.js', 'install'),
  uninstall: (repository) => runNode(repository, 'lefthook/bin/index.js', 'uninstall'),
};

/** simple-git-hooks 2, from its package; it deletes every hook that it is not configured to write. */
export const simpleGitHooks: HookManager = {
  name: 'simple-git-hooks',
  configure(repository) {
    repository.write('check.sh', CHECK);
    const hooks = { 'simple-git-hooks': { 'commit-msg': 'sh ./check.sh "$1"' } };
    repository.write('package.json', JSON.stringify(hooks));
  },
  install: (repository) => runNode(repository, 'simple-git-hooks/cli.js'),
  uninstall: (repository) => runNode(repository, 'simple-git-hooks/uninstall.js'),
};

export function runNode(repository: TestRepository, script: string, ...args: string[]): void {
  const { code, stdout, stderr } = repository.run(process.execPath, [join(packages, script), ...args], {
    env: { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` },
  });
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${stdout}${stderr}`);
}
