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

function grow(block: RewrittenBlock, part: Part): Part {
  const { oldText, newText, start } = block;
  const isWord = (text: string, index: number, inside: boolean): boolean => inside && isWordAt(text, index);
  let [oldFrom, newFrom] = [part.oldFrom - start, part.newFrom];
  let [oldTo, newTo] = [part.oldTo - start, part.newTo];
  const startsInWord = isWord(oldText, oldFrom, oldFrom < oldTo) || isWord(newText, newFrom, newFrom < newTo);
  const endsInWord =
    isWord(oldText, oldTo - 1, oldFrom < oldTo) || isWord(newText, newTo - 1, newFrom < newTo);
  while (startsInWord && oldFrom > 0 && newFrom > 0 && isWordAt(oldText, oldFrom - 1)) {
    oldFrom--;
    newFrom--;
  }
  while (endsInWord && oldTo < oldText.length && newTo < newText.length && isWordAt(oldText, oldTo)) {
    oldTo++;
    newTo++;
  }
  return { oldFrom: oldFrom + start, oldTo: oldTo + start, newFrom, newTo };
}
