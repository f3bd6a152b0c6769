/**
 * Which committed lines an edit makes new lines of the next commit without anybody writing them: those that it breaks,
 * joins, moves or indents. They are in progress again, by whoever wrote them.
 */
import { isBlankRange, visibleLength } from './blank';
import type { InheritedEdit } from './inheritance/inheritance';
import type { TextRange } from './placedEdits';
import type { SpanTree } from './spanTree';
import type { TextEdit } from './textEdits';

/** How far the ends of a line are looked for, in UTF-16 units. */
const REACH = 2000;
/** Lines that were moved past are looked at up to this far, in UTF-16 units. */
const MAX_PASSED = 50_000;

/** Of the edits of keys and completions: lines that they break or join, and lines that they indent. */
export function brokenLines(before: SpanTree, edits: readonly TextEdit[]): TextRange[] {
  return edits.flatMap((edit) => {
    const from = lineStart(before, edit.offset);
    const end = edit.offset + edit.removed;
    const to = lineEnd(before, end);
    const line = before.text(from, to);
    const [start, stop] = [edit.offset - from, end - from];
    if (visibleLength(line, stop, line.length) === 0) return [];
    const removes = line.slice(start, stop);
    const isIndent = isBlankRange(line, 0, stop) && isBlankRange(edit.text, 0, edit.text.length);
    if (isIndent) return (removes + edit.text).includes('\n') ? [] : [{ start: from, end: to }];
    const isBreak = removes.includes('\n') !== edit.text.includes('\n');
    return isBreak && visibleLength(line, 0, start) > 0 ? [{ start: from, end: to }] : [];
  });
}

/**
 * Of a tool's edits: every line that they change, as long as they put no new words there but one in the place of one
 * other, and lines moved past.
 */
export function rewrittenLines(before: SpanTree, edits: readonly InheritedEdit[]): TextRange[] {
  return edits.flatMap((edit) => {
    const from = lineStart(before, edit.offset);
    const end = edit.offset + edit.removed;
    const to = lineEnd(before, end);
    if (saysNew(edit)) return brokenLines(before, [edit]);
    const line = before.text(from, to);
    const removes = line.slice(edit.offset - from, end - from);
    // Whole lines that come or go leave their neighbours as they were.
    const isApart = isBlankRange(line, 0, edit.offset - from) || isBlankRange(line, end - from, line.length);
    const isWhole = isApart && (edit.text + removes).includes('\n');
    const passed = passedLines(edit);
    return [...(isWhole ? [] : [{ start: from, end: to }]), ...passed];
  });
}

function saysNew({ text, pieces }: InheritedEdit): boolean {
  let at = 0;
  return pieces.some(({ length, how }) => {
    at += length;
    return how === 'none' && visibleLength(text, at - length, at) > 0;
  });
}

/** A line that moves down is, to git, as well the other one that moves up. */
function passedLines({ offset, removed, pieces }: InheritedEdit): TextRange[] {
  return pieces.flatMap(({ how, source, length }) => {
    if (how !== 'same' || (source >= offset && source <= offset + removed)) return [];
    const range = { start: Math.min(source, offset), end: Math.max(source + length, offset + removed) };
    return range.end - range.start > MAX_PASSED ? [] : [range];
  });
}

function lineStart(tree: SpanTree, offset: number): number {
  const from = Math.max(0, offset - REACH);
  return from + tree.text(from, offset).lastIndexOf('\n') + 1;
}

function lineEnd(tree: SpanTree, offset: number): number {
  const to = Math.min(tree.length, offset + REACH);
  const newline = tree.text(offset, to).indexOf('\n');
  return newline < 0 ? to : offset + newline;
}
