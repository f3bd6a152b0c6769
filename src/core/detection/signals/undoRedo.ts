/**
 * Signal: the editor says that a change is an undo or a redo.
 */
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/** Exact. What comes back has the author that it had. */
export function undoRedo(event: EditEvent): Verdict | null {
  return event.reason === null ? null : { kind: 'travel', direction: event.reason };
}
