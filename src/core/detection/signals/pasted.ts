/**
 * Signal: the editor asked what to paste, and this is what it pasted.
 */
import type { Clues } from '../clues';
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/**
 * The paste may be re-indented and is repeated at each cursor, so texts are compared without blanks. Text copied in a
 * watched editor keeps its origins; anything else has none that we know.
 */
export function pasted(event: EditEvent, clues: Clues): Verdict | null {
  const { paste } = clues;
  const text = event.edits[0]?.text ?? '';
  if (paste === null || text === '' || !event.edits.every((edit) => edit.atCursor)) return null;
  if (withoutBlanks(event.edits.map((edit) => edit.text).join('')) === '') return null;
  const whole = event.edits.every((edit) => withoutBlanks(edit.text) === withoutBlanks(paste.text));
  const spread =
    withoutBlanks(
      [...event.edits]
        .reverse()
        .map((edit) => edit.text)
        .join(''),
    ) === withoutBlanks(paste.text);
  if (!whole && !spread) return null;
  const length = event.edits.length === 1 ? text.length : -1;
  if (paste.parts !== null && length === paste.text.length) return { kind: 'paste', parts: paste.parts };
  return {
    kind: 'write',
    origin: { author: 'unknown', reason: 'pasted', time: event.time },
    confirmable: false,
  };
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
