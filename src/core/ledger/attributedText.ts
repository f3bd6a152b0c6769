/**
 * Versions of a ledger as plain data, and back.
 */
import type { AttributedText, Deletion, Origin, Span } from '../model';
import type { OriginId, Run } from './runs';
import type { SpanTree } from './spanTree';

/** A version as plain data: origin ids become origins, gaps of AI edits become deletions. */
export function attributedText(tree: SpanTree, origins: readonly (Origin | null)[]): AttributedText {
  const spans: Span[] = [];
  const deletions: Deletion[] = [];
  let offset = 0;
  for (const run of tree.runs()) {
    const origin = origins[run.origin] ?? null;
    if (run.length === 0 && origin?.author === 'ai')
      deletions.push({ offset, origin, lines: run.removed ?? [] });
    else if (run.length > 0 && origin !== null)
      spans.push({ start: offset, end: offset + run.length, origin });
    offset += run.length;
  }
  return { text: tree.text(), spans, deletions };
}

/** The reverse: `nameOf` gives each origin its id. */
export function runsOf(state: AttributedText, nameOf: (origin: Origin) => OriginId): Run[] {
  const names = new Map<Origin, OriginId>();
  const name = (origin: Origin): OriginId => {
    const known = names.get(origin) ?? nameOf(origin);
    names.set(origin, known);
    return known;
  };
  const marks = [
    ...state.deletions.map((gap) => ({
      at: gap.offset,
      run: { length: 0, origin: name(gap.origin), removed: gap.lines },
    })),
    ...state.spans.map((span) => ({
      at: span.start,
      run: { length: span.end - span.start, origin: name(span.origin) },
    })),
  ].sort((a, b) => a.at - b.at || a.run.length - b.run.length);
  const runs: Run[] = [];
  let end = 0;
  for (const { at, run } of splitAtGaps(marks)) {
    if (at > end) runs.push({ length: at - end, origin: 0 });
    runs.push(run);
    end = at + run.length;
  }
  if (end < state.text.length) runs.push({ length: state.text.length - end, origin: 0 });
  return runs;
}

interface PlacedRun {
  readonly at: number;
  readonly run: Run;
}

/** A gap may lie inside a span: the span is cut there. */
function splitAtGaps(sorted: readonly PlacedRun[]): PlacedRun[] {
  const gaps = sorted.filter(({ run }) => run.length === 0);
  if (gaps.length === 0) return [...sorted];
  const result: PlacedRun[] = [...gaps];
  let next = 0;
  for (const { at, run } of sorted.filter((mark) => mark.run.length > 0)) {
    let start = at;
    while (next < gaps.length && (gaps[next] as PlacedRun).at <= at) next++;
    for (let i = next; i < gaps.length && (gaps[i] as PlacedRun).at < at + run.length; i++) {
      const cut = (gaps[i] as PlacedRun).at;
      if (cut === start) continue;
      result.push({ at: start, run: { length: cut - start, origin: run.origin } });
      start = cut;
    }
    result.push({ at: start, run: { length: at + run.length - start, origin: run.origin } });
  }
  return result.sort((a, b) => a.at - b.at || a.run.length - b.run.length);
}
