/**
 * Runs the real git beside the editor, in the same environment, as a person would in a plain terminal.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Standard output of git in a directory, without the final line feed. Rejects when git fails. */
export async function gitIn(
  directory: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: directory, env, maxBuffer: 1 << 26 });
  return stdout.replace(/\n$/, '');
}

/** The commit that HEAD names, or null before the first one. */
export async function headOf(
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  return gitIn(directory, env, 'rev-parse', '--verify', '--quiet', 'HEAD').catch(() => null);
}
