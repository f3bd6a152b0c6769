/**
 * How many lines there are in ranges.
 */
import type { LineRange } from '../model';

/** @param ranges of one file, disjoint, or of several files */
export function lineCount(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
