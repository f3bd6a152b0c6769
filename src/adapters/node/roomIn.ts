/**
 * How much may still be written. What a hook writes before a commit must not be what the commit itself then lacks.
 */
import { statfsSync } from 'node:fs';

/** Less than this is a disk on which a commit may just succeed, as long as nobody else writes. */
export const LEAST_ROOM = 1 << 20;

/** Bytes that are free where a directory lies; infinite when the system does not tell. */
export function roomIn(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
