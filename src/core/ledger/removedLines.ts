/**
 * What an edit took away, in whole lines: commits count the lines that an AI deleted.
 */
import { lineFingerprint } from './lineFingerprint';
import type { SpanTree } from './spanTree';

/**
 * Fingerprints of the lines of the text all of whose visible characters lie in `[from, to)`; lines between the first
 * and the last count even when blank.
 */
export function removedLines(tree: SpanTree, from: number, to: number): string[] {
  if (to <= from) return [];
  const removed = tree.text(from, to).split('\n');
  const before = lineTextBefore(tree, from);
  const after = lineTextAfter(tree, to);
  const lines: string[] = [];
  for (const [index, piece] of removed.entries()) {
    const isFirst = index === 0;
    const isLast = index === removed.length - 1;
    const head = isFirst ? before : '';
    const tail = isLast ? after : '';
    if (head.trim() !== '' || tail.trim() !== '') continue;
    if (piece.trim() === '' && (isFirst || isLast)) continue;
    lines.push(lineFingerprint(head + piece + tail));
  }
  return lines;
}

/** Whether `[from, to)` is blank lines and nothing else: the lines around it are as they were, and none are joined. */
export function isBlankLines(tree: SpanTree, from: number, to: number): boolean {
  const removed = tree.text(from, to);
  if (!removed.includes('\n') || removed.trim() !== '') return false;
  return lineTextBefore(tree, from).trim() === '' || lineTextAfter(tree, to).trim() === '';
}

/** How far a line is looked at beside an edit; longer lines are not counted as removed whole. */
const REACH = 2000;

function lineTextBefore(tree: SpanTree, offset: number): string {
  const text = tree.text(Math.max(0, offset - REACH), offset);
  return text.slice(text.lastIndexOf('\n') + 1);
}

function lineTextAfter(tree: SpanTree, offset: number): string {
  const text = tree.text(offset, Math.min(tree.length, offset + REACH));
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}
