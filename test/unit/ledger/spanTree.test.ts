import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpanTree } from '../../../src/core/ledger/spanTree';
import type { Run } from '../../../src/core/ledger/runs';

/** The naive model: one origin per character, and gaps that hang between characters. */
class Naive {
  chars: { unit: string; origin: number }[] = [];
  gapsBefore = new Map<number, number[]>();

  constructor(text: string) {
    this.chars = [...Array(text.length).keys()].map((i) => ({ unit: text[i] as string, origin: 0 }));
  }

  replace(from: number, to: number, text: string, origin: number, gap: number | null): void {
    const gaps = new Map<number, number[]>();
    const put = (at: number, items: number[]): void => {
      if (items.length > 0) gaps.set(at, [...(gaps.get(at) ?? []), ...items]);
    };
    const shift = text.length - (to - from);
    // Gaps at an insertion point stay in front of what is inserted; inside a removed range they collapse to its start.
    for (const [at, items] of [...this.gapsBefore].sort(([a], [b]) => a - b)) {
      if (at <= from || at < to) put(Math.min(at, from), items);
      else put(at + shift, items);
    }
    if (gap !== null) put(from, [gap]);
    this.chars.splice(
      from,
      to - from,
      ...[...Array(text.length).keys()].map((i) => ({ unit: text[i] as string, origin })),
    );
    this.gapsBefore = gaps;
  }

  get text(): string {
    return this.chars.map((c) => c.unit).join('');
  }
}

const spread = (runs: readonly Run[]): number[] =>
  runs.flatMap((r) => Array<number>(r.length).fill(r.origin));
const gapsOf = (runs: readonly Run[]): [number, number][] => {
  let at = 0;
  const gaps: [number, number][] = [];
  for (const run of runs) {
    if (run.length === 0) for (const name of run.removed ?? []) gaps.push([at, Number(name)]);
    at += run.length;
  }
  return gaps;
};

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(2000)),
  text: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ maxLength: 1500, size: 'max', unit: fc.constantFrom('a', 'b', '\n', '😀') }),
    fc.constant(''),
  ),
  origin: fc.integer({ min: 1, max: 4 }),
  gap: fc.boolean(),
});

describe('span tree', () => {
  it('agrees with a naive per-character model under any edits', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 4000, size: 'max', unit: fc.constantFrom('x', 'y', '\n') }),
        fc.array(edit, { maxLength: 40, size: 'max' }),
        (text, edits) => {
          const naive = new Naive(text);
          let tree = SpanTree.of(text);
          let name = 0;
          for (const { at, size, text: inserted, origin, gap } of edits) {
            const from = Math.floor(at * tree.length);
            const to = Math.min(tree.length, from + size);
            const runs: Run[] = [{ length: inserted.length, origin }];
            if (gap) runs.unshift({ length: 0, origin, removed: [String(++name)] });
            tree = tree.replace(from, to, inserted, runs);
            naive.replace(from, to, inserted, origin, gap ? name : null);
          }
          assert.equal(tree.text(), naive.text);
          assert.deepEqual(
            spread(tree.runs()),
            naive.chars.map((c) => c.origin),
          );
          const expected = [...naive.gapsBefore].flatMap(([at, names]) => names.map((n) => [at, n]));
          const sorted = (list: (readonly number[])[]): string[] => list.map(String).sort();
          assert.deepEqual(sorted(gapsOf(tree.runs())), sorted(expected));
          const [a, b] = [Math.floor(tree.length / 3), Math.floor(tree.length / 2)];
          assert.equal(tree.text(a, b), naive.text.slice(a, b));
          assert.deepEqual(
            spread(tree.runs(a, b)),
            naive.chars.slice(a, b).map((c) => c.origin),
          );
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 20000, endOnFailure: true },
    );
  });

  it('keeps former versions whole and knows equal texts however they were made', () => {
    const before = SpanTree.of('one two three\n'.repeat(500));
    const after = before.replace(4, 7, 'TWO', [{ length: 3, origin: 1 }]);
    const back = after.replace(4, 7, 'two', [{ length: 3, origin: 2 }]);
    assert.equal(before.text(0, 13), 'one two three');
    assert.ok(!after.sameText(before));
    assert.ok(back.sameText(before));
    assert.equal(back.fingerprint, SpanTree.of('one two three\n'.repeat(500)).fingerprint);
    assert.ok(before.hasText('one two three\n'.repeat(500)));
    assert.deepEqual(before.runs(), [{ length: 7000, origin: 0 }]);
  });

  it('stays low under a long run of edits at one place', () => {
    let tree = SpanTree.of('');
    for (let i = 0; i < 50_000; i++) tree = tree.replace(i, i, 'x', [{ length: 1, origin: 1 + (i % 2) }]);
    const depth = (node: unknown): number => {
      const { left, right } = node as { left?: unknown; right?: unknown };
      return left === undefined ? 1 : 1 + Math.max(depth(left), depth(right));
    };
    assert.ok(depth((tree as unknown as { root: unknown }).root) <= 20);
    assert.equal(tree.runs().length, 50_000);
  });
});
