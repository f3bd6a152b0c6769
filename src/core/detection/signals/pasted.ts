/**
 * Signal: the editor asked what to paste, and this is what it pasted.
 */
import { alignParts } from '../alignParts';
import type { Clues, CopiedPart, PasteClue } from '../clues';
import type { EditEvent, ReportedEdit } from '../editEvent';
import { sliceParts } from '../sliceParts';
import type { Verdict } from '../verdict';
import { visibleText } from '../visibleText';
import { typed } from './typed';

/**
 * Exact: nothing else happened between the question and this change. The paste may be re-indented, is repeated at each
 * cursor or spread over them, so texts are compared by what can be seen. Text copied in a watched editor keeps its
 * origins; anything else has none that we know.
 */
export function pasted(event: EditEvent, { paste }: Clues): Verdict | null {
  const isPaste = event.host?.source === 'cursor' && event.host.metadata['kind'] === 'paste';
  const pieces = paste === null ? null : piecesOf(event.edits, paste);
  if (pieces === null && !isPaste) return null;
  if (pieces !== null && pieces.flat().some(({ origin }) => origin !== null)) {
    // A paste may be cancelled by the very key press that looks like it.
    const isAi = pieces.flat().some(({ origin }) => origin?.author === 'ai');
    if (!isAi || typed(event) === null) return { kind: 'paste', pieces };
  }
  return {
    kind: 'write',
    origin: { author: 'unknown', reason: 'pasted', time: event.time },
    confirmable: false,
  };
}

/** For each edit who wrote what it pasted; null when the edits are not that paste. */
function piecesOf(
  edits: readonly ReportedEdit[],
  { text, parts }: PasteClue,
): (readonly CopiedPart[])[] | null {
  const copied = { text, parts: parts ?? [{ length: text.length, origin: null }] };
  if (visibleText(text) === '') return null;
  const whole = edits.map((edit) => alignParts(copied, edit.text));
  if (whole.every((piece) => piece !== null)) return whole;
  // Spread over several cursors: a piece for each, in the order of the text.
  const order = [...edits].sort((a, b) => a.offset - b.offset);
  const spread = alignParts(copied, order.map((edit) => edit.text).join(''));
  if (spread === null) return null;
  let at = 0;
  const pieces = new Map(
    order.map((edit) => [edit, sliceParts(spread, at, (at += edit.text.length))] as const),
  );
  return edits.map((edit) => pieces.get(edit) ?? []);
}
