/**
 * The line rule: turns the spans of a text into one author per line.
 *
 * Visible characters decide. White space never changes whose line it is; only a line without any visible character
 * takes the author of its white space or of its end-of-line.
 */
import type { AttributedText, Deletion, Span } from '../model';
import { isBlankRange, visibleLength } from './blank';
import { LineTally } from './lineTally';
import type { LineAuthor } from './lineTally';

export type { LineAuthor } from './lineTally';

/**
 * One entry per line of the text (`text.split('\n')`); null = nobody is known to have changed it.
 * Ties between authors: AI before unknown before human. Linear in lines, spans and changed characters.
 */
export function lineAuthors(state: AttributedText): (LineAuthor | null)[] {
  const { text } = state;
  const spans = new SpanCursor(state);
  const deletions = new DeletionCursor(state);
  const lines: (LineAuthor | null)[] = [];
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const touched = spans.reaches(start, end);
    if (!touched && !deletions.reaches(end)) lines.push(null);
    else {
      const tally = new LineTally();
      spans.tally(start, end, tally);
      deletions.tally(start, end, tally);
      lines.push(tally.decide() ?? (touched ? spans.blankLineAuthor(start, end) : null));
    }
    start = end + 1;
  }
  return lines;
}

/** Walks the spans once, line by line. */
class SpanCursor {
  private next = 0;

  constructor(private readonly state: AttributedText) {}

  /** Whether any span can have to do with the line. Lines are asked for in order. */
  reaches(start: number, end: number): boolean {
    const { spans } = this.state;
    while (this.next < spans.length && (spans[this.next] as Span).end <= start) this.next++;
    const next = spans[this.next];
    return (next !== undefined && next.start <= end) || spans[this.next - 1]?.end === start;
  }

  /** Counts the visible characters of a line that spans reach. */
  tally(start: number, end: number, tally: LineTally): void {
    const { spans, text } = this.state;
    for (let i = this.next; i < spans.length; i++) {
      const span = spans[i] as Span;
      if (span.start > end) return;
      const visible = visibleLength(text, Math.max(span.start, start), Math.min(span.end, end));
      if (visible > 0) tally.add(span.origin, visible);
    }
  }

  /** For a line without visible changes: its author if it is blank and somebody made it, else null. */
  blankLineAuthor(start: number, end: number): LineAuthor | null {
    const { spans, text } = this.state;
    if (!isBlankRange(text, start, end)) return null;
    let owner: Span | null = null;
    for (let i = this.next; i < spans.length; i++) {
      const span = spans[i] as Span;
      if (span.start > end) break;
      // A span that begins at the very end of the text is impossible, so the last one is the end-of-line's.
      owner = span;
    }
    owner ??= this.lineBreaker(start);
    return owner && { author: owner.origin.author, mixed: false, origin: owner.origin };
  }

  /**
   * Enter at the end of an existing line puts the new newline before the new blank line, not into it. Whoever wrote the
   * line break that ends where this line starts made this line, unless they wrote whole lines from a line start on:
   * then the blank line was there before.
   */
  private lineBreaker(start: number): Span | null {
    const { spans, text } = this.state;
    const breaker = spans[this.next - 1];
    if (breaker === undefined || breaker.end !== start) return null;
    let first = this.next - 1;
    while (first > 0 && spans[first - 1]?.end === spans[first]?.start) first--;
    const from = (spans[first] as Span).start;
    return from > 0 && text.charCodeAt(from - 1) !== 0x0a ? breaker : null;
  }
}

/** Walks the marks of AI deletions once, line by line. */
class DeletionCursor {
  private next = 0;

  constructor(private readonly state: AttributedText) {}

  /** Whether a mark waits at or before `end`. */
  reaches(end: number): boolean {
    const deletion = this.state.deletions[this.next];
    return deletion !== undefined && deletion.offset <= end;
  }

  tally(start: number, end: number, tally: LineTally): void {
    const { deletions, text } = this.state;
    for (; this.next < deletions.length; this.next++) {
      const deletion = deletions[this.next] as Deletion;
      if (deletion.offset > end) return;
      if (!isGap(deletion, start, end, text)) tally.addDeletion(deletion.origin);
    }
  }
}

/** Whole lines that are gone leave a gap between lines; the lines around it are as they were. */
function isGap(deletion: Deletion, start: number, end: number, text: string): boolean {
  if (deletion.lines.length === 0) return false;
  if (deletion.offset <= start || deletion.offset >= end) return true;
  return deletion.offset === end - 1 && text.charCodeAt(end - 1) === 0x0d;
}
