/**
 * Signal: the form of key presses at the cursor.
 */
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/** Pairs that editors close by themselves. */
const AUTO_CLOSED = /^(\(\)|\[\]|\{\}|<>|""|''|``|\$\$|\*\*|__)$/;
/** Enter, with the indentation and comment markers that editors add. */
const NEW_LINE = /^(\r?\n[ \t]*([-*+/#;%!'>]{0,3}|\d+[.)])[ \t]*){1,2}$/;
/** A comment that closes itself. */
const COMMENT = /^\*{1,2} ?\*\/$/;
/** Several of these are several characters; asking the segmenter takes longer than all the rest. */
const ASCII = /^[ -~]+$/;
const BLANK = /^[ \t]*$/;

/**
 * One visible character, an auto-closed pair, a line break with its indentation, blanks, or a deletion, at every
 * cursor. A completion of a single character looks the same: the accept command tells them apart.
 */
export function typed(event: EditEvent): Verdict | null {
  const isTyped = event.edits.every(({ text, atCursor }) => atCursor && looksTyped(text));
  if (!isTyped) return null;
  return { kind: 'typed', origin: { author: 'human', evidence: 'keystroke', time: event.time } };
}

function looksTyped(text: string): boolean {
  if (
    text.length === 1 ||
    BLANK.test(text) ||
    AUTO_CLOSED.test(text) ||
    NEW_LINE.test(text) ||
    COMMENT.test(text)
  )
    return true;
  if (text.length > 16 || text.includes('\n') || ASCII.test(text)) return false;
  return [...new Intl.Segmenter().segment(text)].length === 1;
}
