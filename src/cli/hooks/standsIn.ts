/**
 * Whether work that was put aside is back, as after it was taken out of a stash.
 */
import { join } from 'node:path';
import type { FileVersion } from '../../core/journal/replay';
import { linesOf } from '../../core/journal/originLines';
import { textIn } from '../../adapters/git/pendingOperation';

/**
 * Tells of a version that is not committed whether it may be in the working tree again.
 *
 * @param root of the working tree
 * @param hasStash whatever is in a stash may come back
 */
export function comingBack(root: string, hasStash: boolean): (path: string, version: FileVersion) => boolean {
  return (path, version) => hasStash || standsIn(join(root, path), version);
}

/** Whether a file has all that is known of a version. */
function standsIn(file: string, version: FileVersion): boolean {
  const lines = new Set(textIn(file).split('\n'));
  return linesOf(version).every(({ text, parts }) => parts.length === 0 || lines.has(text));
}
