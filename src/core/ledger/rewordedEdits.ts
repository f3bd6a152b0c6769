/**
 * The edits behind text that an agent wrote in the place of other text: words that it kept were never touched, while
 * signs without a word, between two things that it changed, are as likely its own as those that stood there.
 */
import { textEdits, type TextEdit } from './textEdits';

/** As `textEdits`, but signs within changed lines are kept only with a word beside them, or at either end. */
export function rewordedEdits(before: string, after: string): TextEdit[] {
  return textEdits(before, after, (edits) => joinedOverSigns(before, edits));
}

function joinedOverSigns(before: string, all: readonly TextEdit[]): TextEdit[] {
  const edits: TextEdit[] = [];
  // The last edit that can be seen, with the blank ones behind it.
  let since: TextEdit[] = [];
  for (const edit of all) {
    const isSeen = !isBlank(before, edit);
    const joins = isSeen && since.length > 0 && isWordless(keptBetween(before, since, edit));
    const next = joins ? joinedEdit(before, [...since, edit]) : edit;
    if (joins) edits.splice(-since.length);
    edits.push(next);
    if (isSeen) since = [next];
    else if (since.length > 0) since.push(edit);
  }
  return edits;
}

/** Whether an edit leaves everything that can be seen as it is. */
function isBlank(before: string, { offset, removed, text }: TextEdit): boolean {
  return text.trim() === '' && before.slice(offset, offset + removed).trim() === '';
}

/** What stayed from the first of some edits to the next one. */
function keptBetween(before: string, since: readonly TextEdit[], next: TextEdit): string {
  return since
    .map((edit, index) => before.slice(edit.offset + edit.removed, (since[index + 1] ?? next).offset))
    .join('');
}

function isWordless(text: string): boolean {
  return text.trim() !== '' && !/[\p{L}\p{N}_]/u.test(text);
}

/** One edit instead of some, with what stood between them. */
function joinedEdit(before: string, edits: readonly TextEdit[]): TextEdit {
  const text = edits.map((edit, index) => {
    const next = edits[index + 1];
    return edit.text + (next === undefined ? '' : before.slice(edit.offset + edit.removed, next.offset));
  });
  const [first, last] = [edits[0] as TextEdit, edits.at(-1) as TextEdit];
  return { offset: first.offset, removed: last.offset + last.removed - first.offset, text: text.join('') };
}
