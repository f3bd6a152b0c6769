/**
 * What the benchmark compares: what follows edits and knows the origin of each character.
 */
import type { RecordedEvent, RecordedSpan } from './recording';

export interface Structure {
  apply(event: RecordedEvent): void;
  /** Sorted, disjoint, neighbours of one origin joined. For the check that all structures did the same work. */
  spans(): RecordedSpan[];
}

/** Joins neighbours of one origin. */
export function joined(spans: readonly RecordedSpan[]): RecordedSpan[] {
  const result: RecordedSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && last.end === span.start && last.origin === span.origin)
      result[result.length - 1] = { ...last, end: span.end };
    else result.push({ start: span.start, end: span.end, origin: span.origin });
  }
  return result;
}
