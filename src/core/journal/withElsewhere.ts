/**
 * Joins what is known of a text here with what is known of it where it was written: a draft that was saved as a file, or
 * a file that was followed before it had a journal.
 */
import type { AttributedText, Origin, Span } from '../model';

/**
 * `here` with the spans of `elsewhere` wherever `isOpen` to them, by default where it knows nobody; null when that tells
 * no more. Both have one text.
 */
export function withElsewhere(
  here: AttributedText,
  elsewhere: AttributedText,
  isOpen: (origin: Origin | null) => boolean = knowsNobody,
): AttributedText | null {
  const spans: Span[] = [];
  let isMore = false;
  let at = 0;
  const borders = [...here.spans, ...elsewhere.spans].flatMap(({ start, end }) => [start, end]);
  const [mine, theirs] = [cursorOver(here.spans), cursorOver(elsewhere.spans)];
  for (const end of [...borders, here.text.length].sort((a, b) => a - b)) {
    if (end <= at) continue;
    const own = mine(at);
    const other = theirs(at);
    const origin = isOpen(own) && other !== null ? other : own;
    if (origin !== own) isMore = true;
    if (origin !== null) spans.push({ start: at, end, origin });
    at = end;
  }
  if (!isMore && (here.deletions.length > 0 || elsewhere.deletions.length === 0)) return null;
  const known = here.deletions.length > 0 ? here.deletions : elsewhere.deletions;
  return { text: here.text, spans, deletions: known };
}

/** A paste was seen; what is unknown for another reason was not. */
function knowsNobody(origin: Origin | null): boolean {
  return origin === null || (origin.author === 'unknown' && origin.reason !== 'pasted');
}

/** Gives the origin at offsets that are asked for in ascending order. */
function cursorOver(spans: readonly Span[]): (offset: number) => Origin | null {
  let next = 0;
  return (offset) => {
    while (next < spans.length && (spans[next] as Span).end <= offset) next++;
    const span = spans[next];
    return span !== undefined && span.start <= offset ? span.origin : null;
  };
}
