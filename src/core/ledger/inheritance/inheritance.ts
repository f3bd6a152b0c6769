/**
 * What a tool's change is made of: for one change with one or many edits, which inserted text is a kept, moved, copied
 * or rewritten form of text that was there, and of which.
 */
import type { TextEdit } from '../textEdits';
import { betweenWords } from './betweenWords';
import { copiedPieces } from './copiedPieces';
import { movedLines } from './movedLines';
import { movedPieces } from './movedPieces';
import { renamedWords } from './renamedWords';
import { reshapedPiece } from './reshapedPieces';
import type { How, RewrittenBlock } from './rewrittenBlock';
import { rewrittenBlocks } from './rewrittenBlocks';
import type { TextBefore } from './textBefore';
import { wholeWords } from './wholeWords';

export interface InheritedPiece {
  readonly length: number;
  readonly how: How;
  /**
   * Where the text was that it stands for, in the text before; of `kept` and `same` text it is the first character, and
   * those after it follow; of `rewritten` text it is the one for all. -1 for text that is new.
   */
  readonly source: number;
}

/** An edit whose pieces cover its text. */
export interface InheritedEdit extends TextEdit {
  readonly pieces: readonly InheritedPiece[];
}

/** Of changes that touch more lines than fit into this, in UTF-16 units, only what stayed in its place keeps its author. */
const MAX_LENGTH = 4_000_000;
/** Edits of one line are entered as one when no more than this stays between them, in UTF-16 units. */
const SHORT = 16;

/**
 * The edits of one change, all offsets in the text before it, with what their text stands for. They are not the
 * reported ones: words that were written again where they stood are left out, and characters that only look as if they
 * stayed, in lines that were moved, are in. In ascending order.
 */
export function inheritedEdits(before: TextBefore, edits: readonly TextEdit[]): InheritedEdit[] {
  const blocks = rewrittenBlocks(before, edits);
  const cut = blocks.map((block) => ({
    block,
    parts: block.edits.flatMap((edit) => (reshapedPiece(block, edit) ? [] : block.keepWords(edit))),
  }));
  const length = blocks.reduce((sum, { oldText, newText }) => sum + oldText.length + newText.length, 0);
  if (length > MAX_LENGTH) return blocks.flatMap(editsOf);
  movedLines(blocks);
  movedPieces(blocks);
  copiedPieces(before, blocks);
  const unlike = cut.flatMap(({ block, parts }) =>
    wholeWords(block, parts)
      .filter((part) => !block.isExplained(part.newFrom, part.newTo) && !reshapedPiece(block, part))
      .map((part) => ({ block, part })),
  );
  const replaced = renamedWords(before, unlike);
  for (const block of blocks) betweenWords(before, block);
  for (const { block, part } of replaced)
    for (let i = part.newFrom; i < part.newTo; i++)
      if (block.howAt(i) === 'none') block.put(i, -1, 'replaced');
  return blocks.flatMap(editsOf);
}

/** What is not kept, between what is. */
function editsOf(block: RewrittenBlock): InheritedEdit[] {
  const edits: InheritedEdit[] = [];
  let [oldAt, newAt] = [block.start, 0];
  for (const { oldFrom, newFrom, length } of keptPieces(block)) {
    if (oldFrom > oldAt || newFrom > newAt) {
      const text = block.newText.slice(newAt, newFrom);
      edits.push({ offset: oldAt, removed: oldFrom - oldAt, text, pieces: piecesOf(block, newAt, newFrom) });
    }
    [oldAt, newAt] = [oldFrom + length, newFrom + length];
  }
  return edits;
}

interface KeptPiece {
  readonly oldFrom: number;
  readonly newFrom: number;
  readonly length: number;
}

/** What stays between two edits, an empty piece at the block's end included. */
function keptPieces(block: RewrittenBlock): KeptPiece[] {
  const { newText } = block;
  const kept: KeptPiece[] = [];
  for (let from = 0; from < newText.length;) {
    let to = from;
    while (block.howAt(to) === 'kept' && block.sourceAt(to) === block.sourceAt(from) + to - from) to++;
    const length = to - from;
    const isBetween = from > 0 && to < newText.length && newText.lastIndexOf('\n', to - 1) < from;
    if (length > (isBetween ? SHORT : 0)) kept.push({ oldFrom: block.sourceAt(from), newFrom: from, length });
    from = Math.max(to, from + 1);
  }
  return [...kept, { oldFrom: block.end, newFrom: newText.length, length: 0 }];
}

function piecesOf(block: RewrittenBlock, from: number, to: number): InheritedPiece[] {
  const pieces: InheritedPiece[] = [];
  for (let start = from; start < to;) {
    const how = block.howAt(start);
    const source = block.sourceAt(start);
    const step = how === 'same' || how === 'kept' ? 1 : 0;
    let end = start + 1;
    while (end < to && block.howAt(end) === how && block.sourceAt(end) === source + step * (end - start))
      end++;
    pieces.push({ length: end - start, how, source });
    start = end;
  }
  return pieces;
}
