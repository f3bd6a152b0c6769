/**
 * Makes the VSIX that the editor tests and the demonstration install.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packagedExtension } from './fixturePaths';
import { repositoryRoot } from './installation';

/** Runs `npm run package` unless `COUNTERSIGN_VSIX` names a ready one. Gives the path of the VSIX. */
export async function packageExtension(say: (line: string) => void = console.log): Promise<string> {
  if (process.env['COUNTERSIGN_VSIX']) return packagedExtension();
  say('Packaging the extension');
  try {
    await promisify(execFile)('npm', ['run', '--silent', 'package'], {
      cwd: repositoryRoot,
      maxBuffer: 1 << 26,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    throw new Error('`npm run package` failed.', { cause: error });
  }
  return packagedExtension();
}
