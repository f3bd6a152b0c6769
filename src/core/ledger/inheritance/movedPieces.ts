/**
 * Rule: what one edit of a change removed and another inserted was moved, as by drag and drop.
 */
import type { Part, RewrittenBlock } from './rewrittenBlock';
import { isWordAt } from './tokens';

/** Gives moved pieces the places where they were. Blanks at their ends do not matter. */
export function movedPieces(blocks: readonly RewrittenBlock[]): void {
  const removed = new Map<string, { readonly edit: Part; readonly at: number }>();
  for (const block of blocks) {
    for (const edit of block.edits) {
      const text = block.old(edit.oldFrom, edit.oldTo);
      const piece = text.trim();
      if (hasWord(piece)) removed.set(piece, { edit, at: edit.oldFrom + text.indexOf(piece) });
    }
  }
  if (removed.size === 0) return;
  for (const block of blocks) {
    for (const edit of block.edits) {
      const text = block.newText.slice(edit.newFrom, edit.newTo);
      const piece = text.trim();
      const found = removed.get(piece);
      if (found === undefined || found.edit === edit || block.isExplained(edit.newFrom, edit.newTo)) continue;
      const start = edit.newFrom + text.indexOf(piece);
      for (let i = 0; i < piece.length; i++) block.propose(start + i, found.at + i, piece.charAt(i));
    }
  }
}

function hasWord(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isWordAt(text, i)) return true;
  return false;
}
