/**
 * Signal: an inline completion was asked for at the cursor, and more than a key press appeared there.
 */
import type { Clues, Surroundings } from '../clues';
import type { EditEvent, ReportedEdit } from '../editEvent';
import type { Verdict } from '../verdict';

/**
 * Inferred. It covers what no accept command reports: the mouse on the suggestion's toolbar, keys that the user
 * rebound. The accept command, when it comes, makes it exact. Silent where no AI tool runs, and for what the editor
 * itself does at the cursor: closing tags, copied lines, changed line ends, conversions by an input method.
 */
export function inlineAccepted(event: EditEvent, clues: Clues): Verdict | null {
  const { inlineAt, completionTool } = clues;
  const [edit] = event.edits;
  if (inlineAt === null || completionTool === null || edit === undefined || event.edits.length > 1)
    return null;
  if (!edit.atCursor || inlineAt < edit.offset || inlineAt > edit.offset + edit.removed) return null;
  if (!looksCompleted(edit, inlineAt, clues.around(edit.offset, edit.removed))) return null;
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

const CLOSING_TAG = /^<\/[^<>]*>$/;

function looksCompleted({ offset, text }: ReportedEdit, inlineAt: number, around: Surroundings): boolean {
  if (!/[\p{L}\p{N}]/u.test(text) || text.trim().length < 2 || CLOSING_TAG.test(text.trim())) return false;
  // A completion continues the line that was typed, and keeps what was typed of it: ghost text only adds.
  const [typed, rest] = [around.removed.slice(0, inlineAt - offset), around.removed.slice(inlineAt - offset)];
  if (around.removed.includes('\n') || !text.startsWith(typed)) return false;
  const added = text.slice(typed.length);
  return keepsAll(rest, added) && !isCopy(added, around);
}

/** Whether the characters of one text stand in another, in their order. */
function keepsAll(old: string, text: string): boolean {
  let at = 0;
  for (const character of old) {
    at = text.indexOf(character, at) + character.length;
    if (at < character.length) return false;
  }
  return true;
}

/** Commands that copy lines or selections put the same text right before or after itself. */
function isCopy(text: string, { before, after }: Surroundings): boolean {
  const copied = text.trim();
  return before.trimEnd().endsWith(copied) || after.trimStart().startsWith(copied);
}
