/**
 * Temporary directories that do not outlive the process, whether it ends well or is interrupted.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export interface ScratchDirectory {
  /** Absolute, without symbolic links. */
  readonly path: string;
  remove(): void;
}

/** Makes an empty directory, `countersign-<purpose>-…`, among the temporary files of the machine. */
export function createScratchDirectory(purpose: string): ScratchDirectory {
  const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), `countersign-${purpose}-`)));
  const remove = (): void => {
    process.removeListener('exit', removeAtExit);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const removeAtExit = (): void => {
    try {
      remove();
    } catch (error) {
      console.error(`${directory} could not be removed`, error);
    }
  };
  process.once('exit', removeAtExit);
  return { path: directory, remove };
}
