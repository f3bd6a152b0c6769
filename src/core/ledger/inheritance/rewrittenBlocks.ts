/**
 * Gathers the edits of one change into blocks of whole lines, because tools report an edit as small as it can be: of a
 * sorted line only the letters that differ from the line that was there.
 */
import type { TextEdit } from '../textEdits';
import { RewrittenBlock } from './rewrittenBlock';
import type { TextBefore } from './textBefore';

/** How far the ends of a line are looked for, in UTF-16 units. */
const REACH = 4000;

/** The blocks of a change, in order. */
export function rewrittenBlocks(before: TextBefore, edits: readonly TextEdit[]): RewrittenBlock[] {
  // Of several insertions at one place, editors report the last one first.
  const ascending = [...edits].sort((a, b) => b.offset - a.offset).reverse();
  const blocks: RewrittenBlock[] = [];
  let gathered: TextEdit[] = [];
  let [start, end] = [0, -1];
  const close = (): void => {
    if (gathered.length > 0) blocks.push(new RewrittenBlock(start, before.text(start, end), gathered));
    gathered = [];
  };
  for (const edit of ascending) {
    const from = edit.offset > end ? lineStart(before, edit.offset) : end;
    if (from > end) {
      close();
      start = from;
    }
    const last = edit.offset + edit.removed;
    if (last > end) end = lineEnd(before, last);
    gathered.push(edit);
  }
  close();
  return blocks;
}

function lineStart(before: TextBefore, offset: number): number {
  const from = Math.max(0, offset - REACH);
  return from + before.text(from, offset).lastIndexOf('\n') + 1;
}

function lineEnd(before: TextBefore, offset: number): number {
  const to = Math.min(before.length, offset + REACH);
  const newline = before.text(offset, to).indexOf('\n');
  return newline < 0 ? to : offset + newline;
}
