/**
 * The `Git` port by plain child processes: arguments as an array, never a shell, bytes in and out. The hook bundle
 * uses it because it must stay small and start fast.
 */
import { spawn } from 'node:child_process';
import type { Git, GitOutput, GitRunOptions } from '../../core/ports';
import { gitEnvironment } from './gitEnvironment';
import { gitNotStarted } from './gitFailure';

export interface SpawnGitOptions {
  /** Directory in which git runs. */
  readonly directory: string;
  /** Keep the variables by which git tells a hook which repository and index it is about. Default: drop them. */
  readonly inHook?: boolean;
  /** The git executable. Default: `git` on the PATH. */
  readonly executable?: string;
}

/** Runs git in one directory. */
export class SpawnGit implements Git {
  private readonly environment: Record<string, string>;

  constructor(private readonly options: SpawnGitOptions) {
    this.environment = gitEnvironment(process.env, options.inHook === true);
  }

  /**
   * Runs git and collects what it prints. A non-zero exit is an answer, not an error.
   *
   * @throws CountersignError `git-failed` when git cannot be started at all
   */
  run(args: readonly string[], options: GitRunOptions = {}): Promise<GitOutput> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.options.executable ?? 'git', args, {
        cwd: this.options.directory,
        env: { ...this.environment, ...options.env },
        stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        windowsHide: true,
      });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout?.on('data', (bytes: Buffer) => stdout.push(bytes));
      child.stderr?.on('data', (bytes: Buffer) => stderr.push(bytes));
      child.on('error', (cause) => reject(gitNotStarted(cause)));
      child.on('close', (code) =>
        resolve({
          code: code ?? 128,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
      if (child.stdin) {
        // Git may exit without reading everything; its exit code tells what happened, a broken pipe tells nothing.
        child.stdin.on('error', () => undefined);
        child.stdin.end(options.stdin);
      }
    });
  }
}
