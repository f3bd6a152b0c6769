/**
 * Signal: a change that leaves the document equal to its file was read from that file.
 */
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/**
 * A change made in the editor leaves the document dirty until it is saved, and the save comes after the change. An
 * undo back to the saved text does not, so the undo signal must be asked first. Edits that a host saves by itself
 * (chat edits) can look like this; they end as `unknown`, never as a person's.
 */
export function diskReload(event: EditEvent): Verdict | null {
  return event.dirty ? null : { kind: 'reload' };
}
