/**
 * Runs another program than git: arguments as an array, never a shell, bytes in and out.
 */
import { spawn } from 'node:child_process';
import { gitEnvironment } from './gitEnvironment';

export interface ProgramOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly stdin?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly directory?: string;
}

/**
 * Null when the program cannot be started. It may ask on the terminal, which programs open themselves. Its environment is
 * that of git: English words, and nothing that points to another repository.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramOutput | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(options.directory === undefined ? {} : { cwd: options.directory }),
      env: { ...gitEnvironment(process.env, false), ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
    child.on('error', () => resolve(null));
    child.on('close', (code) =>
      resolve({
        code: code ?? 128,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
    // The program may end without reading everything; its exit code tells what happened.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin);
  });
}
