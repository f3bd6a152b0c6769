/**
 * The `GitStreams` port by a plain child process.
 */
import { spawn } from 'node:child_process';
import { gitEnvironment } from './gitEnvironment';
import { gitFailure, gitNotStarted } from './gitFailure';
import type { SpawnGitOptions } from './spawnGit';

/** Git's last words say what went wrong; of warnings in between there may be any number. */
const KEPT_OF_STDERR = 4096;

/**
 * Git hands on what it prints to a pipe commit by commit, which costs both ends a turn for each of them. It need not.
 * https://git-scm.com/docs/git#Documentation/git.txt-GITFLUSH
 */
const WHOLE_PIECES = { GIT_FLUSH: '0' };

/**
 * Runs git and gives what it prints, piece by piece. Nothing is read ahead of the reader but what the pipe holds.
 *
 * @throws CountersignError `git-failed`
 */
export async function* streamGit(
  options: SpawnGitOptions,
  args: readonly string[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const child = spawn(options.executable ?? 'git', args, {
    cwd: options.directory,
    env: { ...gitEnvironment(process.env, options.inHook === true), ...WHOLE_PIECES },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => (stderr = (stderr + bytes.toString()).slice(-KEPT_OF_STDERR)));
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (cause) => reject(gitNotStarted(cause)));
    child.on('close', (code) => resolve(code ?? 128));
  });
  // Whoever stops early never asks.
  ended.catch(() => undefined);
  try {
    for await (const bytes of child.stdout) yield bytes as Buffer;
    const code = await ended;
    if (code !== 0) throw gitFailure(args, code, stderr);
  } catch (error) {
    // Of a process that did not start, the output ends in an error that says nothing; this one does.
    await ended;
    throw error;
  } finally {
    child.kill();
  }
}
