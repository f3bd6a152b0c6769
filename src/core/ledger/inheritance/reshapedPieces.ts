/**
 * Rule: text whose letters and digits are the same in the same order, whatever their case, was written differently and
 * not written anew: by a formatter, or by a command that changes the case of a name.
 */
import { isBlankCode } from '../blank';
import type { Part, RewrittenBlock } from './rewrittenBlock';
import { isWordAt } from './tokens';

const QUOTES = '\'"`';

/** Gives the characters of a rewritten part the places of those that they stand for. False when it says something else. */
export function reshapedPiece(block: RewrittenBlock, part: Part): boolean {
  const before = letters(block.oldText, part.oldFrom - block.start, part.oldTo - block.start);
  const after = letters(block.newText, part.newFrom, part.newTo);
  if (before.length !== after.length) return swappedLetters(block, part);
  const same = before.every(
    (at, i) => folded(block.oldText, at) === folded(block.newText, after[i] as number),
  );
  if (!same) return swappedLetters(block, part);
  const oldBorders = [...before, part.oldTo - block.start];
  const newBorders = [...after, part.newTo];
  let [oldAt, newAt] = [part.oldFrom - block.start, part.newFrom];
  for (const [i, oldTo] of oldBorders.entries()) {
    const newTo = newBorders[i] as number;
    marks(block, oldAt, oldTo, newAt, newTo);
    joints(block, newAt, newTo, before[Math.max(0, i - 1)]);
    if (i < before.length) block.propose(newTo, block.start + oldTo, block.oldText.charAt(oldTo), 'kept');
    [oldAt, newAt] = [oldTo + 1, newTo + 1];
  }
  return true;
}

/** Places of what a change of case or of style leaves alone. Underscores join the words of a name and may go. */
function letters(text: string, from: number, to: number): number[] {
  const places: number[] = [];
  for (let i = from; i < to; i++) if (isWordAt(text, i) && text[i] !== '_') places.push(i);
  return places;
}

function folded(text: string, index: number): string {
  return text.charAt(index).toLowerCase();
}

/** Between two letters: marks stand for themselves, and each kind of quote for any other. */
function marks(block: RewrittenBlock, oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
  let next = oldFrom;
  for (let i = newFrom; i < newTo; i++) {
    const mark = block.newText.charAt(i);
    // A blank is as good as another: it must not make a mark miss its own.
    const last = isBlankCode(mark.charCodeAt(0)) ? Math.min(next + 1, oldTo) : oldTo;
    for (let at = next; at < last; at++) {
      const old = block.oldText.charAt(at);
      if (old !== mark && !(QUOTES.includes(old) && QUOTES.includes(mark))) continue;
      block.propose(i, block.start + at, old, 'kept');
      next = at + 1;
      break;
    }
  }
}

/** Underscores that join the words of a name now belong to the letter before them. */
function joints(block: RewrittenBlock, from: number, to: number, letter: number | undefined): void {
  if (letter === undefined) return;
  for (let i = from; i < to; i++)
    if (block.newText[i] === '_') block.propose(i, block.start + letter, block.oldText.charAt(letter));
}

/** The command that corrects `ot` to `to`. */
function swappedLetters(block: RewrittenBlock, part: Part): boolean {
  if (part.oldTo - part.oldFrom !== part.newTo - part.newFrom) return false;
  const [old, text] = [block.old(part.oldFrom, part.oldTo), block.newText.slice(part.newFrom, part.newTo)];
  let first = 0;
  while (first < old.length && old[first] === text[first]) first++;
  if (old[first] !== text[first + 1] || old[first + 1] !== text[first]) return false;
  if (old.slice(first + 2) !== text.slice(first + 2)) return false;
  for (let i = 0; i < old.length; i++) {
    const from = i === first ? i + 1 : i === first + 1 ? i - 1 : i;
    block.propose(part.newFrom + i, part.oldFrom + from, old.charAt(from));
  }
  return true;
}
