/**
 * Every git that can be started by its name alone: machines have more than one, and any of them may make a commit.
 */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * What each git of the search path says of its version, the first one first.
 *
 * @param path value of the `PATH` variable
 */
export async function gitsOnPath(path: string): Promise<readonly string[]> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const places = path.split(delimiter).filter((directory) => directory !== '');
  const files = await Promise.all(
    places.map((directory) => realpath(join(directory, name)).catch(() => null)),
  );
  const found = [...new Set(files)].filter((file) => file !== null);
  const answers = await Promise.all(found.map(versionOf));
  return answers.filter((answer) => answer !== null);
}

function versionOf(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, ['--version'], (error, stdout) => resolve(error ? null : stdout.trim()));
  });
}
