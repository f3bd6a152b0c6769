/**
 * Several commits at once: every note arrives, and what git refuses is what it would refuse without us.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withWaitingLines } from './brokenCommit';
import { typeFile, type Outcome, type TestRepository } from './support';

const ROUNDS = 10;
const WORKTREES = ['one', 'two', 'three'];

describe('commits at the same time', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  async function commitIn(directory: string, ...args: string[]): Promise<Outcome> {
    const git = spawn('git', ['commit', '--quiet', ...args], {
      cwd: directory,
      env: repository.environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    git.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    const [code] = (await once(git, 'close')) as [number];
    return { code, stdout: '', stderr };
  }

  it('in three linked worktrees lose no note', async () => {
    repository.git('stash');
    for (const name of WORKTREES)
      repository.git('worktree', 'add', '--quiet', '-b', name, repository.beside(name));
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of WORKTREES) {
        typeFile(repository, join('..', name, `${round}.ts`), [['ai', `generated in ${name}`]], {
          as: `${round}.ts`,
          gitDir: join(repository.root, '.git', 'worktrees', name),
        });
        repository.git('-C', repository.beside(name), 'add', '.');
      }
      const done = await Promise.all(
        WORKTREES.map((name) => commitIn(repository.beside(name), '-m', `Round ${round}`)),
      );
      assert.deepEqual(
        done,
        WORKTREES.map(() => ({ code: 0, stdout: '', stderr: '' })),
      );
    }
    for (const name of WORKTREES) {
      for (let back = 0; back < ROUNDS; back++) {
        const path = `${ROUNDS - 1 - back}.ts`;
        assert.ok(repository.note(`${name}~${back}`).startsWith(`${path}\n`), `${name}~${back}`);
        assert.match(repository.message(`${name}~${back}`), /^AI-Provenance: added=1 ai=1 /m);
      }
    }
  });

  it('in one working tree end as without us: one is made, the other finds the index locked', async () => {
    // The first waits in its editor, with the index locked.
    const ready = repository.beside('ready');
    const go = repository.beside('go');
    repository.run('mkfifo', [ready, go]);
    const editor = `sh -c 'echo >"${ready}"; read -r line <"${go}"; echo First | cat - "$1" >"$1.new"; mv "$1.new" "$1"' -`;
    const first = spawn('git', ['commit', '--quiet', '--all'], {
      cwd: repository.root,
      env: repository.environment({ GIT_EDITOR: editor }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(first, 'close');
    repository.run('cat', [ready]);
    let second: Outcome;
    try {
      second = await commitIn(repository.root, '--all', '-m', 'Second');
    } finally {
      writeFileSync(go, 'go on\n');
    }
    assert.equal(second.code, 128);
    assert.match(second.stderr, /^fatal: Unable to create '.*index\.lock': File exists\./);
    assert.doesNotMatch(second.stderr, /countersign:/);
    assert.deepEqual(await ended, [0, null]);
    assert.match(repository.message(), /^First\n\nAssisted-by: .*\nAI-Provenance: added=3 ai=2 /);
    assert.match(repository.note(), /^a\.ts\n/);
  });
});
