/**
 * A hook that is killed half-way, at each of the processes that it starts: nothing that is left behind disturbs the
 * commits after it.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  ALL_TRAILERS,
  leaveNoteToNode,
  nextCommitIsFine,
  otherGit,
  placeOf,
  withWaitingLines,
} from './brokenCommit';
import type { TestRepository } from './support';

const NO_TRAILERS = 'so this commit does not say who wrote its lines';
const NOTHING = '';
const NO_NOTE = 'so this commit has no note of who wrote its lines';

describe('a commit whose hook is killed half-way', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  /** A git that, once asked for this, says who asked and waits. */
  function gitWaitsAt(question: string): Record<string, string> {
    const marker = repository.beside('waits');
    return otherGit(
      repository,
      question,
      `mkdir '${marker}.once' 2>/dev/null && echo "$PPID $$" >'${marker}.new' && mv '${marker}.new' '${marker}' &&`,
      '  exec sleep 600',
    );
  }

  const stages: [when: string, question: string, lost: string][] = [
    ['while it reads the settings', 'config -z --get-regexp', NO_TRAILERS],
    ['while it reads what is staged', 'diff-index', NO_TRAILERS],
    ['while it reads the commit that was made', 'diff-tree', NO_NOTE],
    ['while it writes the note', 'fast-import', NO_NOTE],
    // Then Node writes it.
    ['while the shell writes the note', 'fast-import', NOTHING],
  ];
  for (const [when, question, lost] of stages) {
    it(`goes through when it is killed ${when}, and so does the next`, async () => {
      const marker = repository.beside('waits');
      if (lost !== NOTHING) leaveNoteToNode(repository);
      const env = repository.environment(gitWaitsAt(question));
      const commit = spawn(placeOf('git'), ['commit', '--quiet', '-a', '-m', 'Go on'], {
        cwd: repository.root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      commit.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      const ended = once(commit, 'close');
      while (!existsSync(marker) && commit.exitCode === null) await wait(20);
      assert.ok(existsSync(marker), `nobody asked git for ${question}`);
      const [program = 0, git = 0] = readFileSync(marker, 'utf8').split(' ').map(Number);
      process.kill(program, 'SIGKILL');
      process.kill(git, 'SIGKILL');
      const [code] = (await ended) as [number];
      assert.equal(code, 0, said);
      const complaint = `countersign: Node.js was killed, ${lost}; run: countersign doctor\n`;
      assert.equal(said, lost === NOTHING ? '' : complaint);
      assert.equal(repository.message(), `Go on\n${lost === NO_TRAILERS ? '' : `\n${ALL_TRAILERS}\n`}`);
      if (lost === NOTHING) assert.match(repository.note(), /^a\.ts\n/);
      assert.equal(repository.git('status', '--porcelain'), '');
      nextCommitIsFine(repository);
      const left = readdirSync(join(repository.root, '.git')).filter((name) =>
        /\.tmp$|\.lock$|crash/.test(name),
      );
      assert.deepEqual(left, []);
    });
  }
});
