/**
 * A hook that is killed half-way, at each of the processes that it starts: nothing that is left behind disturbs the
 * commits after it.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nextCommitIsFine, withWaitingLines } from './brokenCommit';
import type { TestRepository } from './support';

const FAILS = /^(countersign: Node\.js [^\n]*; run: countersign doctor\n)?$/;

describe('a commit whose hook is killed half-way', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  /** Has our program find another git that, once asked for this, says so and waits. Git looks here for itself. */
  function gitWaitsAt(question: string): Record<string, string> {
    const bin = repository.beside('bin');
    mkdirSync(bin);
    const real = placeOf('git');
    const marker = repository.beside('waits');
    const script = `#!/bin/sh
case "$*" in
  *"${question}"*)
    if mkdir '${marker}.once' 2>/dev/null; then
      echo "$PPID $$" >'${marker}.new' && mv '${marker}.new' '${marker}'
      exec sleep 600
    fi ;;
esac
exec '${real}' "$@"
`;
    writeFileSync(join(bin, 'git'), script);
    chmodSync(join(bin, 'git'), 0o755);
    return { GIT_EXEC_PATH: bin };
  }

  const stages: [when: string, question: string][] = [
    ['while it reads the settings', 'config -z --get-regexp'],
    ['while it reads what is staged', 'diff-index'],
    ['while it reads the commit that was made', 'diff-tree'],
    ['while it writes the note', 'fast-import'],
  ];
  for (const [when, question] of stages) {
    it(`goes through when it is killed ${when}, and so does the next`, async () => {
      const marker = repository.beside('waits');
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
      assert.match(said, FAILS);
      assert.match(repository.message(), /^Go on\n/);
      assert.equal(repository.git('status', '--porcelain'), '');
      nextCommitIsFine(repository);
      const left = readdirSync(join(repository.root, '.git')).filter((name) =>
        /\.tmp$|\.lock$|crash/.test(name),
      );
      assert.deepEqual(left, []);
    });
  }
});

function placeOf(tool: string): string {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, tool));
  return places.find((file) => existsSync(file)) ?? tool;
}
