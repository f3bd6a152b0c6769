/**
 * Where two sequences differ. A thin, bounded layer over the `diff` library.
 */
import { diffArrays } from 'diff';

/** `[oldFrom, oldTo)` of the old sequence became `[newFrom, newTo)` of the new one. */
export interface ChangedBlock {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Sequences farther apart than this are taken as one changed block: the search is quadratic in the distance. */
const MAX_EDITS = 2000;

/** The changed blocks from old to new, in order. What is not in a block is equal. Costs O(n) plus O(n · distance). */
export function changedBlocks<T>(before: readonly T[], after: readonly T[]): ChangedBlock[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const oldTo = before.length - tail;
  const newTo = after.length - tail;
  if (head === oldTo && head === newTo) return [];
  if (head === oldTo || head === newTo) return [{ oldFrom: head, oldTo, newFrom: head, newTo }];
  const parts = diffArrays(before.slice(head, oldTo), after.slice(head, newTo), { maxEditLength: MAX_EDITS });
  if (parts === undefined) return [{ oldFrom: head, oldTo, newFrom: head, newTo }];
  return slidDown(before, after, blocksOf(parts, head));
}

/**
 * Of equal elements in a row, the last ones are taken as added or removed, as git does: the brace that was there stays
 * where a block is added behind it.
 */
function slidDown<T>(
  before: readonly T[],
  after: readonly T[],
  blocks: readonly ChangedBlock[],
): ChangedBlock[] {
  return blocks.map((block, index) => {
    const isAdded = block.oldFrom === block.oldTo;
    if (!isAdded && block.newFrom < block.newTo) return block;
    const [list, from, to] = isAdded
      ? [after, block.newFrom, block.newTo]
      : [before, block.oldFrom, block.oldTo];
    // One element stays in front of the next block: it would be another one's otherwise.
    const kept =
      (blocks[index + 1]?.newFrom ?? after.length) - block.newTo - (index + 1 < blocks.length ? 1 : 0);
    let by = 0;
    while (by < kept && list[from + by] === list[to + by]) by++;
    const { oldFrom, oldTo, newFrom, newTo } = block;
    return { oldFrom: oldFrom + by, oldTo: oldTo + by, newFrom: newFrom + by, newTo: newTo + by };
  });
}

function blocksOf(
  parts: readonly { added: boolean; removed: boolean; count: number }[],
  head: number,
): ChangedBlock[] {
  const blocks: ChangedBlock[] = [];
  let oldAt = head;
  let newAt = head;
  for (let i = 0; i < parts.length;) {
    const [oldFrom, newFrom] = [oldAt, newAt];
    let part = parts[i];
    for (; part !== undefined && (part.added || part.removed); part = parts[++i]) {
      if (part.added) newAt += part.count;
      else oldAt += part.count;
    }
    if (oldAt > oldFrom || newAt > newFrom) blocks.push({ oldFrom, oldTo: oldAt, newFrom, newTo: newAt });
    if (part === undefined) break;
    oldAt += part.count;
    newAt += part.count;
    i++;
  }
  return blocks;
}
