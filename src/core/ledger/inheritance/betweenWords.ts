/**
 * Rule: marks and blanks that a tool puts between words belong to what stands beside them, when both sides are of one
 * author. Only what stands on the same line counts, as long as something does.
 */
import { isBlankCode } from '../blank';
import type { RewrittenBlock } from './rewrittenBlock';
import type { TextBefore } from './textBefore';
import { isWordAt } from './tokens';

/** How far beyond a block a neighbour is looked for, in UTF-16 units. */
const REACH = 400;

/** Gives what is left of a block's new marks and blanks the place of a neighbour. What came with new words stays new. */
export function betweenWords(before: TextBefore, block: RewrittenBlock): void {
  const { newText } = block;
  const isNew = newPieces(block);
  const isOpen = (i: number): boolean => block.howAt(i) === 'none' && isNew[i] === 0;
  for (let from = 0; from < newText.length;) {
    if (!isOpen(from)) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < newText.length && (isOpen(to) || isBlankCode(newText.charCodeAt(to)))) to++;
    fill(before, block, from, to);
    from = to;
  }
}

/** Marks what was inserted in one piece with a new word. */
function newPieces(block: RewrittenBlock): Uint8Array {
  const isNew = new Uint8Array(block.newText.length);
  for (let from = 0; from < isNew.length;) {
    let to = from;
    let hasWord = false;
    for (; to < isNew.length && block.howAt(to) === 'none'; to++) hasWord ||= isWordAt(block.newText, to);
    if (hasWord) isNew.fill(1, from, to);
    from = to + 1;
  }
  return isNew;
}

/** Fills `[from, to)`, in which nothing is a word. Blocks end where lines end. */
function fill(before: TextBefore, block: RewrittenBlock, from: number, to: number): void {
  const { newText } = block;
  const left = neighbour(block, from - 1, -1) ?? outside(before, block.start, -1);
  const right = neighbour(block, to, 1) ?? outside(before, block.end, 1);
  let afterBreak = from === 0;
  for (let i = from; i < to; i++) {
    const newline = newText.indexOf('\n', i);
    const beforeBreak = newline < 0 || newline >= to ? to === newText.length : true;
    const isAlone = afterBreak === beforeBreak;
    const source = pick(before, isAlone || beforeBreak ? left : null, isAlone || afterBreak ? right : null);
    if (source !== null) block.propose(i, source, '');
    if (newline === i) afterBreak = true;
  }
}

/** What the nearest visible character stands for: -1 for text that is new, null at the block's end. */
function neighbour(block: RewrittenBlock, start: number, step: 1 | -1): number | null {
  for (let i = start; i >= 0 && i < block.newText.length; i += step)
    if (!isBlankCode(block.newText.charCodeAt(i))) return block.howAt(i) === 'none' ? -1 : block.sourceAt(i);
  return null;
}

/** The nearest visible character before or after a block, if it is near. */
function outside(before: TextBefore, border: number, step: 1 | -1): number | null {
  const from = step === 1 ? border : Math.max(0, border - REACH);
  const text = before.text(from, step === 1 ? Math.min(before.length, border + REACH) : border);
  for (let i = step === 1 ? 0 : text.length - 1; i >= 0 && i < text.length; i += step)
    if (!isBlankCode(text.charCodeAt(i))) return from + i;
  return null;
}

function pick(before: TextBefore, left: number | null, right: number | null): number | null {
  if (left === -1 || right === -1) return null;
  if (left === null || right === null) return left ?? right;
  return before.authorAt(left) === before.authorAt(right) ? left : null;
}
