/**
 * Where lines of one version of a text are in another.
 */
import { textLines } from '../ledger/textLines';
import { joinedRanges } from '../gate/joinedRanges';
import { changedBlocks } from '../ledger/changedBlocks';
import type { LineRange } from '../model';

/** The ranges in the text as it is now, without the lines that are no longer what they were. */
export function rangesNow(before: string, now: string, ranges: readonly LineRange[]): LineRange[] {
  const blocks = changedBlocks(textLines(before), textLines(now));
  const kept: LineRange[] = [];
  let from = 1;
  let shift = 0;
  const keep = (to: number): void => {
    for (const [first, last] of ranges) {
      const [start, end] = [Math.max(first, from), Math.min(last, to)];
      if (start <= end) kept.push([start + shift, end + shift]);
    }
  };
  for (const { oldFrom, oldTo, newTo } of blocks) {
    keep(oldFrom);
    from = oldTo + 1;
    shift = newTo - oldTo;
  }
  keep(Infinity);
  return joinedRanges(kept);
}
