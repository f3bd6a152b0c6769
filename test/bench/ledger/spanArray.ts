/**
 * The naive baseline: spans in a sorted array, and every edit looks at all of them. It keeps neither text nor deletions
 * nor former versions.
 */
import type { TextEdit } from '../../../src/core/ledger/textEdits';
import type { RecordedEvent, RecordedSpan, Recording } from './recording';
import { joined, type Structure } from './structure';

/** A class, so that all have one shape: the engine is much slower with objects that were made in several ways. */
class MovingSpan {
  constructor(
    public start: number,
    public end: number,
    readonly origin: number,
  ) {}
}

export class SpanArray implements Structure {
  private readonly all: MovingSpan[];

  constructor({ spans }: Recording) {
    this.all = spans.map(({ start, end, origin }) => new MovingSpan(start, end, origin));
  }

  apply({ edits, origin }: RecordedEvent): void {
    for (const edit of edits) this.enter(edit, origin);
  }

  spans(): RecordedSpan[] {
    return joined(this.all);
  }

  private enter({ offset, removed, text }: TextEdit, origin: number): void {
    const { all } = this;
    const end = offset + removed;
    const shift = text.length - removed;
    let first = all.length;
    let last = all.length;
    for (let i = 0; i < all.length; i++) {
      const span = all[i] as MovingSpan;
      if (span.end <= offset) continue;
      first = Math.min(first, i);
      if (span.start < end || (span.start < offset && span.end > offset)) continue;
      last = Math.min(last, i);
      span.start += shift;
      span.end += shift;
    }
    const pieces: MovingSpan[] = [];
    const [head, tail] = first < last ? [all[first], all[last - 1]] : [];
    if (head !== undefined && head.start < offset)
      pieces.push(new MovingSpan(head.start, offset, head.origin));
    this.insert(pieces, all[first - 1], new MovingSpan(offset, offset + text.length, origin));
    if (tail !== undefined && tail.end > end)
      pieces.push(new MovingSpan(offset + text.length, tail.end + shift, tail.origin));
    all.splice(first, last - first, ...pieces);
  }

  /** Adds what was inserted, to the span before it when that ends here and has the same origin. */
  private insert(pieces: MovingSpan[], before: MovingSpan | undefined, inserted: MovingSpan): void {
    if (inserted.end === inserted.start) return;
    const last = pieces.at(-1) ?? before;
    if (last?.end === inserted.start && last.origin === inserted.origin) last.end = inserted.end;
    else pieces.push(inserted);
  }
}
