/**
 * Signal: comment marks appeared before lines or around a selection, and nothing else.
 */
import type { Clues } from '../clues';
import type { EditEvent } from '../editEvent';
import type { Verdict } from '../verdict';

const LINE_MARK = /^(\/\/[/!]?|#|--|;;?|%|'|"|!|REM) ?$/;
/** Marks around something, in the order in which they stand. */
const AROUND = [
  [/^\/\* ?$/, /^ ?\*\/$/],
  [/^<!-- ?$/, /^ ?-->$/],
  [/^\{\/\* ?$/, /^ ?\*\/\}$/],
  [/^\(\* ?$/, /^ ?\*\)$/],
  [/^"""$/, /^"""$/],
] as const;

/**
 * A person's, inferred: the editor's commands that turn lines or a selection into a comment do just this. An extension
 * that does it unasked looks the same.
 */
export function commented(event: EditEvent, clues: Clues): Verdict | null {
  const edits = [...event.edits].sort((a, b) => a.offset - b.offset);
  const [first] = edits;
  if (first === undefined || edits.some(({ removed }) => removed > 0)) return null;
  const isLines = LINE_MARK.test(first.text) && edits.every(({ text }) => text === first.text);
  if (!isLines && !isAround(edits.map(({ text }) => text))) return null;
  if (isLines && !edits.slice(0, MAX_CHECKED).every(({ offset }) => startsLine(offset, clues))) return null;
  return {
    kind: 'write',
    origin: { author: 'human', evidence: 'shape', time: event.time },
    confirmable: true,
  };
}

/** More lines are not looked at one by one: the first ones tell. */
const MAX_CHECKED = 20;

/** Whether marks come in pairs, once or around each of several selections. */
function isAround(texts: readonly string[]): boolean {
  if (texts.length % 2 !== 0) return false;
  return AROUND.some(([open, close]) => {
    return texts.every((text, index) => (index % 2 === 0 ? open : close).test(text));
  });
}

function startsLine(offset: number, clues: Clues): boolean {
  const { before, after } = clues.around(offset, 0);
  return /(^|\n)[ \t]*$/.test(before) && /^[^\n]*\S/.test(after);
}
