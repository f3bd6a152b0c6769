/**
 * Closes the parts of a rewritten block at the borders of words: an editor reports of `alpha` in place of `zeta` that
 * `zet` went and `lpha` came.
 */
import type { Part, RewrittenBlock } from './rewrittenBlock';
import { isWordAt } from './tokens';

/** The parts, which are in order, grown to whole words; those that share a word become one. */
export function wholeWords(block: RewrittenBlock, cut: readonly Part[]): Part[] {
  const parts: Part[] = [];
  for (const part of cut) {
    const grown = grow(block, part);
    const last = parts[parts.length - 1];
    if (last === undefined || grown.oldFrom > last.oldTo || grown.newFrom > last.newTo) {
      parts.push(grown);
      continue;
    }
    parts[parts.length - 1] = {
      oldFrom: Math.min(last.oldFrom, grown.oldFrom),
      oldTo: Math.max(last.oldTo, grown.oldTo),
      newFrom: Math.min(last.newFrom, grown.newFrom),
      newTo: Math.max(last.newTo, grown.newTo),
    };
  }
  return parts;
}

/** Grows in both texts by itself: of one word there may be several parts. */
function grow(block: RewrittenBlock, part: Part): Part {
  const { oldText, newText, start } = block;
  let [oldFrom, newFrom] = [part.oldFrom - start, part.newFrom];
  let [oldTo, newTo] = [part.oldTo - start, part.newTo];
  const startsInWord =
    (oldFrom < oldTo && isWordAt(oldText, oldFrom)) || (newFrom < newTo && isWordAt(newText, newFrom));
  const endsInWord =
    (oldFrom < oldTo && isWordAt(oldText, oldTo - 1)) || (newFrom < newTo && isWordAt(newText, newTo - 1));
  if (startsInWord) {
    while (oldFrom > 0 && isWordAt(oldText, oldFrom - 1)) oldFrom--;
    while (newFrom > 0 && isWordAt(newText, newFrom - 1)) newFrom--;
  }
  if (endsInWord) {
    while (oldTo < oldText.length && isWordAt(oldText, oldTo)) oldTo++;
    while (newTo < newText.length && isWordAt(newText, newTo)) newTo++;
  }
  return { oldFrom: oldFrom + start, oldTo: oldTo + start, newFrom, newTo };
}
