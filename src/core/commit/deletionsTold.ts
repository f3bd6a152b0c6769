/**
 * How many deletions by an AI a commit tells of in its own trailers. Apart from the reader of all trailers, because the
 * program that every commit waits for needs only this.
 */
import { isBlank, trailerBlock } from './messageBlock';
import { isKey, PROVENANCE_KEY, trailerLine } from './trailerKeys';

/** The `deleted-by-ai` of the first `AI-Provenance` in the last trailer block of a raw message; 0 without one. */
export function deletionsTold(message: string): number {
  const lines = message.split('\n');
  const title = Math.max(
    0,
    lines.findIndex((line) => !isBlank(line)),
  );
  const block = trailerBlock(lines, (line) => line.startsWith('#'), title);
  for (let i = block === null ? Infinity : Math.max(block.start, title + 1); i < (block?.end ?? 0); i++) {
    const { key, value } = trailerLine(lines[i] ?? '') ?? { key: '', value: '' };
    if (!isKey(key, PROVENANCE_KEY) || !/^added=\d{1,15}(\s|$)/.test(value)) continue;
    return Number(/\sdeleted-by-ai=(\d{1,15})(?:\s|$)/.exec(value)?.[1] ?? 0);
  }
  return 0;
}
