/**
 * Signal: the change was read from the file, because another program wrote it.
 */
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/**
 * Exact: the file was written since the document last met it, and both have the same text now. Edits that a host saves
 * by itself can look like this when they are reported late; they end as `unknown`, never as a person's.
 */
export function diskReload(event: EditEvent): Verdict | null {
  return event.fromDisk ? { kind: 'reload' } : null;
}
