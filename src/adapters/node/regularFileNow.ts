/**
 * Reads small files at once that anything may lie in the place of: a pipe that never answers, a device without an end.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The last `most` bytes of a file; null when there is none that can be read, or it is no file. */
export function regularFileNow(path: string, most: number): Buffer | null {
  try {
    // Without O_NONBLOCK, opening a pipe waits for somebody who writes into it. Windows has neither.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return null;
      const bytes = Buffer.alloc(Math.min(stats.size, most));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, stats.size - bytes.length));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
