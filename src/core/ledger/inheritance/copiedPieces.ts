/**
 * Rule: an insertion that says exactly what stands right beside it is a copy, as of a line or of a selection.
 */
import { visibleLength } from '../blank';
import type { Part, RewrittenBlock } from './rewrittenBlock';
import type { TextBefore } from './textBefore';

/** Gives copies the place of what they copy. */
export function copiedPieces(before: TextBefore, blocks: readonly RewrittenBlock[]): void {
  for (const block of blocks) {
    for (const edit of block.edits) {
      if (edit.oldTo > edit.oldFrom || block.isExplained(edit.newFrom, edit.newTo)) continue;
      copy(before, block, edit);
    }
  }
}

function copy(before: TextBefore, block: RewrittenBlock, { oldFrom, newFrom, newTo }: Part): void {
  const text = block.newText.slice(newFrom, newTo);
  // A copy of whole lines brings a line break along, at the end where it needs one.
  const [head] = /^\r?\n/.exec(text) ?? [''];
  const [tail] = /\r?\n$/.exec(text) ?? [''];
  const isLine = head !== '' || tail !== '';
  if (visibleLength(text, 0, text.length) < (isLine ? 1 : 2)) return;
  for (const [from, to] of [
    [0, text.length],
    [head.length, text.length],
    [0, text.length - tail.length],
  ] as const) {
    const piece = text.slice(from, to);
    const source = [oldFrom - piece.length, oldFrom].find((place) => {
      return place >= 0 && before.text(place, Math.min(before.length, place + piece.length)) === piece;
    });
    if (source === undefined) continue;
    for (let i = 0; i < piece.length; i++) block.propose(newFrom + from + i, source + i, piece.charAt(i));
    return;
  }
}
