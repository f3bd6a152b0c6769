/**
 * Reads files that anything may lie in the place of: a pipe that never answers, a device without an end.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** More than any journal or policy has; Node cannot make a text of much more. */
const MOST_BYTES = 1 << 28;

/**
 * The text of a file.
 *
 * @throws the file system's own error, or one that says that this is no file or too large
 */
export async function readRegularFile(path: string): Promise<string> {
  // Without O_NONBLOCK, opening a pipe waits for somebody who writes into it. Windows has neither.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('it is not a file');
    if (stats.size > MOST_BYTES) throw new Error('it is too large');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
