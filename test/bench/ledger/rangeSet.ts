/**
 * The rival: CodeMirror's `RangeSet`, mapped through each change as its decorations are. It keeps ranges with a value;
 * with `text`, also the document in CodeMirror's own rope. It keeps no deletions and no former versions, and does not
 * know what an edit wrote over with the same text.
 */
import { ChangeSet, RangeSet, RangeValue, Text, type Range } from '@codemirror/state';
import type { RecordedEvent, RecordedSpan, Recording } from './recording';
import { joined, type Structure } from './structure';

class OriginValue extends RangeValue {
  // Text that is inserted at an end is somebody else's.
  override startSide = 1;
  override endSide = -1;

  constructor(readonly origin: number) {
    super();
  }

  override eq(other: OriginValue): boolean {
    return other.origin === this.origin;
  }
}

export class MappedRangeSet implements Structure {
  private set: RangeSet<OriginValue>;
  private length: number;
  private document: Text | null;
  private readonly values = new Map<number, OriginValue>();

  constructor({ text, spans }: Recording, keeps: 'ranges' | 'text') {
    this.length = text.length;
    this.document = keeps === 'text' ? Text.of(text.split('\n')) : null;
    this.set = RangeSet.of(spans.map(({ start, end, origin }) => this.value(origin).range(start, end)));
  }

  apply({ edits, origin }: RecordedEvent): void {
    const changes = ChangeSet.of(
      edits.map(({ offset, removed, text }) => ({ from: offset, to: offset + removed, insert: text })),
      this.length,
    );
    this.length = changes.newLength;
    if (this.document !== null) this.document = changes.apply(this.document);
    const mapped = this.set.map(changes);
    const inserted: RecordedSpan[] = [];
    changes.iterChanges((_fromA, _toA, fromB, toB) => {
      if (toB > fromB) inserted.push({ start: fromB, end: toB, origin });
    }, true);
    this.set = inserted.length === 0 ? mapped : this.claim(mapped, inserted);
  }

  spans(): RecordedSpan[] {
    const all: RecordedSpan[] = [];
    for (const cursor = this.set.iter(); cursor.value !== null; cursor.next())
      all.push({ start: cursor.from, end: cursor.to, origin: cursor.value.origin });
    return joined(all);
  }

  /** Adds what was inserted, and takes it out of ranges that were mapped across it. */
  private claim(set: RangeSet<OriginValue>, inserted: readonly RecordedSpan[]): RangeSet<OriginValue> {
    const touched = new Map<number, RecordedSpan>();
    for (const { start, end, origin } of inserted) {
      set.between(start, end, (from, to, value) => {
        if ((from < end && to > start) || value.origin === origin)
          touched.set(from, { start: from, end: to, origin: value.origin });
      });
    }
    const add = joined(merged([...touched.values()].sort(byStart), inserted));
    const [first, last] = [add[0] as RecordedSpan, add[add.length - 1] as RecordedSpan];
    return set.update({
      add: add.map(({ start, end, origin }): Range<OriginValue> => this.value(origin).range(start, end)),
      filter: (from) => !touched.has(from),
      filterFrom: first.start,
      filterTo: last.end,
    });
  }

  private value(origin: number): OriginValue {
    const value = this.values.get(origin) ?? new OriginValue(origin);
    this.values.set(origin, value);
    return value;
  }
}

function byStart(one: RecordedSpan, other: RecordedSpan): number {
  return one.start - other.start;
}

/** The inserted spans, and what they leave of the others. Both lists are sorted and each is disjoint. */
function merged(others: readonly RecordedSpan[], inserted: readonly RecordedSpan[]): RecordedSpan[] {
  const result: RecordedSpan[] = [];
  let next = 0;
  for (const other of others) {
    let start = other.start;
    for (; next < inserted.length && (inserted[next] as RecordedSpan).start < other.end; next++) {
      const cut = inserted[next] as RecordedSpan;
      if (cut.start > start) result.push({ ...other, start, end: cut.start });
      result.push(cut);
      start = Math.max(start, cut.end);
    }
    if (start < other.end) result.push({ ...other, start });
  }
  return [...result, ...inserted.slice(next)];
}
