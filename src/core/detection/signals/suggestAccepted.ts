/**
 * Signal: IntelliSense was asked to complete this word, and the word was completed.
 */
import type { Clues } from '../clues';
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/** A name, a path or a call: what IntelliSense items insert. */
const ITEM = /^[^\s]+(\(\)|\(.*\))?;?$/;

/**
 * A person asked for the item with a key press, so it is theirs, inferred. Where an inline completion could explain
 * the same text as well and it is more than one word, nobody knows.
 */
export function suggestAccepted(event: EditEvent, clues: Clues): Verdict | null {
  const main = event.edits.find(
    (edit) => edit.atCursor && edit.offset === clues.suggestFrom && edit.text !== '',
  );
  if (main === undefined) return null;
  const human = ITEM.test(main.text) || clues.inlineAt === null;
  const { time } = event;
  if (human)
    return { kind: 'write', origin: { author: 'human', evidence: 'shape', time }, confirmable: true };
  return { kind: 'write', origin: { author: 'unknown', reason: 'edit', time }, confirmable: true };
}
