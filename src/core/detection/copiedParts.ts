/**
 * Who wrote a piece of a document that is being copied.
 */
import type { AttributedText } from '../model';
import type { CopiedPart } from './clues';

/** The origins of `[from, to)` in order; they cover it. */
export function copiedParts(state: AttributedText, from: number, to: number): CopiedPart[] {
  const parts: CopiedPart[] = [];
  let at = from;
  for (const span of state.spans) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, to);
    if (end <= start) continue;
    if (start > at) parts.push({ length: start - at, origin: null });
    parts.push({ length: end - start, origin: span.origin });
    at = end;
  }
  if (at < to) parts.push({ length: to - at, origin: null });
  return parts;
}
