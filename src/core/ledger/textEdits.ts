/**
 * The smallest edits that turn one text into another, for text that changed behind our back: what stayed keeps its
 * origin, down to the word.
 */
import { changedBlocks } from './changedBlocks';

/** Replace `removed` UTF-16 units at `offset` by `text`. */
export interface TextEdit {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

/** Blocks larger than this are not compared word by word. */
const MAX_REFINED = 20_000;

/**
 * Edits from old to new, in ascending order, all offsets in the old text. First by lines, then by words within them.
 *
 * @param within what to make of the edits within one stretch of changed lines
 */
export function textEdits(
  before: string,
  after: string,
  within: (edits: readonly TextEdit[]) => readonly TextEdit[] = (edits) => edits,
): TextEdit[] {
  if (withoutReturns(before) === withoutReturns(after)) return returnEdits(before, after);
  const oldLines = pieces(before, /[^\n]*\n|[^\n]+$/g);
  const newLines = pieces(after, /[^\n]*\n|[^\n]+$/g);
  return editsOf(oldLines, newLines, 0).flatMap((edit) => within(refine(before, edit)));
}

function refine(before: string, edit: TextEdit): TextEdit[] {
  if (edit.removed === 0 || edit.text === '' || edit.removed + edit.text.length > MAX_REFINED) return [edit];
  const words = /\w+|\s+|[^\w\s]/g;
  const old = pieces(before.slice(edit.offset, edit.offset + edit.removed), words);
  return editsOf(old, pieces(edit.text, words), edit.offset);
}

function editsOf(before: readonly string[], after: readonly string[], start: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let offset = start;
  for (const block of changedBlocks(before, after)) {
    for (; at < block.oldFrom; at++) offset += (before[at] as string).length;
    const removed = before.slice(block.oldFrom, block.oldTo).join('').length;
    edits.push({ offset, removed, text: after.slice(block.newFrom, block.newTo).join('') });
  }
  return edits;
}

function pieces(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r', '');
}

/** The texts differ in carriage returns only: no line is anybody else's because of that. */
function returnEdits(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    if (before[i] === after[j]) {
      i++;
      j++;
    } else if (before[i] === '\r') {
      edits.push({ offset: i++, removed: 1, text: '' });
    } else {
      edits.push({ offset: i, removed: 0, text: '\r' });
      j++;
    }
  }
  return edits;
}
