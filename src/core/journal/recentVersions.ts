/**
 * Which versions of a file are kept and looked at: reading a journal must stay cheap for every hook.
 */
import type { FileVersion } from './replay';

/** Versions after the first two are kept while all of them together stay below this, in UTF-16 units. */
const MAX_LENGTH = 100_000;
const MAX_VERSIONS = 8;

/** The newest of some versions, oldest first. */
export function recentVersions(versions: readonly FileVersion[]): FileVersion[] {
  let length = 0;
  const recent = [...versions].reverse().filter(({ tree }, index) => {
    length += tree.length;
    return index < 2 || (index < MAX_VERSIONS && length <= MAX_LENGTH);
  });
  return recent.reverse();
}
