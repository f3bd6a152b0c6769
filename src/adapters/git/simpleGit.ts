/**
 * The `Git` port through `simple-git`, for the extension and the command line. `simple-git` decodes what git prints,
 * which would damage file contents, so the bytes are taken from the streams that it hands to its output handler.
 */
import { GitPluginError, simpleGit } from 'simple-git';
import type { Git, GitOutput, GitRunOptions, GitStreams } from '../../core/ports';
import { gitEnvironment } from '../node/gitEnvironment';
import { gitNotStarted } from '../node/gitFailure';
import { streamGit } from '../node/streamGit';

export interface SimpleGitOptions {
  /** Directory in which git runs. */
  readonly directory: string;
  /** The user's environment names the repository (`GIT_DIR` and the like), and is followed. Default: it is not. */
  readonly isNamed?: boolean;
  /** Path of the git executable. Default: `git` on the PATH. */
  readonly executable?: string;
}

/**
 * Arguments are written by us and the environment is the user's own (its PAGER, EDITOR or GIT_ASKPASS would be
 * refused otherwise), so there is no hostile option for the library to guard against.
 */
const TRUSTED: NonNullable<NonNullable<Parameters<typeof simpleGit>[0]>['unsafe']> = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCustomBinary: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
};

/** The exit code of what was stopped, as `timeout` has it. */
const STOPPED = 124;

/** Runs git in one directory, one `simple-git` instance per call, so that calls neither queue nor share state. */
export class SimpleGitRunner implements Git, GitStreams {
  constructor(private readonly options: SimpleGitOptions) {}

  /**
   * Runs git and collects the bytes it prints. A non-zero exit is an answer, not an error.
   *
   * @throws CountersignError `git-failed` when git cannot be started at all
   */
  async run(args: readonly string[], options: GitRunOptions = {}): Promise<GitOutput> {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let code: number | null = 0;
    try {
      const environment = { ...gitEnvironment(process.env, this.options.isNamed === true), ...options.env };
      await simpleGit({
        baseDir: this.options.directory,
        binary: this.options.executable ?? 'git',
        input: () => bytesOf(options.stdin),
        allowEnvironment: Object.keys(environment),
        unsafe: TRUSTED,
        ...(options.patience === undefined ? {} : { timeout: { block: options.patience } }),
        errors: (_error, result) => {
          code = result.exitCode;
          return undefined;
        },
      })
        .env(environment)
        .outputHandler((_command, out, err) => {
          out.on('data', (bytes: Buffer) => stdout.push(bytes));
          err.on('data', (bytes: Buffer) => stderr.push(bytes));
        })
        .raw([...args]);
    } catch (cause) {
      if (cause instanceof GitPluginError && cause.plugin === 'timeout') code = null;
      else throw gitNotStarted(cause);
    }
    // Ended by a signal: ours, when patience was over.
    if (code === null) return { code: STOPPED, stdout: new Uint8Array(), stderr: 'It was stopped.' };
    // Node reports an executable that cannot be started as a negative exit code.
    if (code < 0) throw gitNotStarted(new Error(Buffer.concat(stderr).toString() || `exit code ${code}`));
    return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
  }

  /** By a plain child process: the library would keep everything that it prints. */
  stream(args: readonly string[]): AsyncIterable<Uint8Array> {
    return streamGit(this.options, args);
  }
}

/** Always a buffer, even an empty one: given nothing, the library leaves standard input open and git waits for it. */
function bytesOf(stdin: GitRunOptions['stdin']): Buffer {
  return typeof stdin === 'string' ? Buffer.from(stdin, 'utf8') : Buffer.from(stdin ?? []);
}
