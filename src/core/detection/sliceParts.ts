/**
 * A piece of a text whose parts are known, as when it is spread over several cursors.
 */
import type { CopiedPart } from './clues';

/** The parts of `[from, to)`, in UTF-16 units. */
export function sliceParts(parts: readonly CopiedPart[], from: number, to: number): CopiedPart[] {
  const result: CopiedPart[] = [];
  let start = 0;
  for (const { length, origin } of parts) {
    const taken = Math.min(start + length, to) - Math.max(start, from);
    if (taken > 0) result.push({ length: taken, origin });
    start += length;
  }
  return result;
}
