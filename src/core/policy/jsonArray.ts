/**
 * Appends to a JSON array in a text that people edit: comments, line breaks and commas stay as they are.
 */
import type { Node } from 'jsonc-parser';

/**
 * Inserts one more element at the end of an array.
 * @param text the whole document
 * @param array the array's node in it; the text must be free of syntax errors
 * @param element the new element, as JSON on one line
 * @param indentUnit one step of indentation
 */
export function appendElement(text: string, array: Node, element: string, indentUnit: string): string {
  const close = array.offset + array.length - 1;
  const last = array.children?.at(-1);
  return last === undefined
    ? appendFirst(text, array.offset, close, element, indentUnit)
    : appendAfter(text, last, close, element);
}

function appendFirst(text: string, open: number, close: number, element: string, indentUnit: string): string {
  const inside = text.slice(open + 1, close);
  if (inside.trim() === '') return splice(text, open + 1, close, element);
  const outer = indentAt(text, open);
  const eol = eolOf(text);
  const kept = inside.trimEnd();
  // What is inside can only be a comment: the element stands under it, as far to the right.
  const inner = kept.includes('\n') ? indentAt(text, open + 1 + kept.length) : outer + indentUnit;
  return splice(text, open + 1, close, `${kept}${eol}${inner}${element}${eol}${outer}`);
}

function appendAfter(text: string, last: Node, close: number, element: string): string {
  const end = last.offset + last.length;
  const comma = commaAfter(text, end, close);
  const lineEnd = text.indexOf('\n', comma ?? end);
  const onOneLine = lineEnd === -1 || lineEnd > close || opensBlockComment(text.slice(end, lineEnd));
  if (onOneLine) return splice(text, end, end, `, ${element}`);
  const eol = text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  const rest = text.slice(end, lineEnd).trimEnd();
  const line = `${eol}${indentAt(text, last.offset)}${element}`;
  // A trailing comma is a habit of the author's: it is kept. Otherwise the former last element needs one.
  const tail = comma === null ? `,${rest}${line}` : `${rest}${line},`;
  return splice(text, end, end + rest.length, tail);
}

/** The offset of the comma between an element and the end of its array, comments skipped; null when there is none. */
function commaAfter(text: string, from: number, close: number): number | null {
  const between = text.slice(from, close);
  const blanked = between.replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
  const index = blanked.indexOf(',');
  return index === -1 ? null : from + index;
}

function opensBlockComment(line: string): boolean {
  return line.replace(/\/\/.*$/, '').lastIndexOf('/*') > line.lastIndexOf('*/');
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function splice(text: string, start: number, end: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}
