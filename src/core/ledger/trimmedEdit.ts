/**
 * What an edit really changed: editors report a replaced range even where the same text is written again.
 */
import type { TextEdit } from './textEdits';

/**
 * The edit without what it writes over with the same text, at both ends. `old` is the text of the replaced range. When
 * the same text does not make up the whole of `old`, the cut keeps to the borders of words: the last letter of `one`
 * and of `three` is not the same letter, while the `cons` of `console` is the one that was typed.
 */
export function trimmedEdit({ offset, removed, text }: TextEdit, old: string): TextEdit {
  if (removed === 0 || text === '') return { offset, removed, text };
  const shorter = Math.min(old.length, text.length);
  let head = 0;
  while (head < shorter && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  if (head + tail < old.length) {
    while (head > 0 && (isInsideWord(old, head) || isInsideWord(text, head))) head--;
    while (tail > 0 && (isInsideWord(old, old.length - tail) || isInsideWord(text, text.length - tail)))
      tail--;
  }
  if (isInsidePair(text, head) || isInsidePair(old, head)) head--;
  if (isInsidePair(text, text.length - tail) || isInsidePair(old, old.length - tail)) tail--;
  return {
    offset: offset + head,
    removed: removed - head - tail,
    text: text.slice(head, text.length - tail),
  };
}

function isInsideWord(text: string, index: number): boolean {
  return index > 0 && index < text.length && /^[\p{L}\p{N}_]{2}$/u.test(text.slice(index - 1, index + 1));
}

function isInsidePair(text: string, index: number): boolean {
  return (
    index > 0 &&
    (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 &&
    (text.charCodeAt(index) & 0xfc00) === 0xdc00
  );
}
