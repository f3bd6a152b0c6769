/**
 * Text that nobody saw being written: it came from disk, or changed while no editor watched.
 */
import type { Origin } from '../model';

export function isUnseen(origin: Origin): boolean {
  return origin.author === 'unknown' && (origin.reason === 'disk' || origin.reason === 'offline');
}
