/**
 * Which committed lines an AI deleted from a text that is being edited, and where they were.
 */
import { lineFingerprint } from '../../ledger/lineFingerprint';
import type { AttributedText } from '../../model';

export interface RemovedLine {
  readonly text: string;
  /** The line that stands where it was: 1-based, in the text as it is now. */
  readonly line: number;
}

/**
 * Lines of `committed` that the text no longer has, as often as it had them, and that an AI edit removed. What was never
 * committed is no loss, and what is elsewhere in the text was moved.
 */
export function removedByAi({ text, deletions }: AttributedText, committed: string): RemovedLine[] {
  if (!deletions.some(({ lines }) => lines.length > 0)) return [];
  const gone = goneLines(committed, text);
  const removed: RemovedLine[] = [];
  let line = 1;
  let at = 0;
  for (const { offset, lines } of deletions) {
    for (let next = text.indexOf('\n', at); next !== -1 && next < offset; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    for (const fingerprint of lines) {
      const lost = gone.get(fingerprint)?.pop();
      if (lost !== undefined) removed.push({ text: lost, line });
    }
  }
  return removed;
}

/** By fingerprint, a text for each time that the line is missing. */
function goneLines(before: string, after: string): Map<string, string[]> {
  const gone = new Map<string, string[]>();
  for (const text of before.split('\n')) {
    const fingerprint = lineFingerprint(text);
    const same = gone.get(fingerprint);
    if (same === undefined) gone.set(fingerprint, [text]);
    else same.push(text);
  }
  for (const text of after.split('\n')) gone.get(lineFingerprint(text))?.pop();
  return gone;
}
