/**
 * Signal: an inline completion was asked for at the cursor, and more than a key press appeared there.
 */
import type { Clues } from '../clues';
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

/**
 * Inferred. It covers what no accept command reports: the mouse on the suggestion's toolbar, keys that the user
 * rebound. The accept command, when it comes, makes it exact.
 */
export function inlineAccepted(event: EditEvent, clues: Clues): Verdict | null {
  const { inlineAt, completionTool } = clues;
  const [edit] = event.edits;
  if (inlineAt === null || edit === undefined || event.edits.length > 1 || !edit.atCursor) return null;
  if (edit.text.trim() === '' || inlineAt < edit.offset || inlineAt > edit.offset + edit.removed) return null;
  return {
    kind: 'write',
    origin: {
      author: 'ai',
      tool: completionTool,
      model: null,
      session: null,
      evidence: 'shape',
      time: event.time,
    },
    confirmable: true,
  };
}
