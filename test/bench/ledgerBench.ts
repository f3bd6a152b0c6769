/**
 * `npm run bench -- ledger`: the price of one edit in a document of 20,000 lines, for the ledger, for the whole way of a
 * key press through the core, and for a plain array of spans as the baseline.
 */
import { performance } from 'node:perf_hooks';
import { classify } from '../../src/core/detection/classify';
import { FileRecorder } from '../../src/core/journal/fileRecorder';
import { Ledger } from '../../src/core/ledger/ledger';
import type { TextEdit } from '../../src/core/ledger/textEdits';
import type { Origin } from '../../src/core/model';
import type { Report, Row } from './report';
import { median, quantile, rounded } from './statistics';

const LINES = 20_000;
const LINE = 'const value = compute(first, second); // a line\n';
const EDITS = 20_000;
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };

/** Measures with 1,000, 10,000 and 100,000 spans. `progress` is told when a size begins. */
export async function ledgerBench(progress: (line: string) => void): Promise<Report[]> {
  const rows: Row[] = [];
  for (const spans of [1_000, 10_000, 100_000]) {
    progress(`ledger: ${spans} spans`);
    const edits = someEdits(spans);
    const array = measure(new SpanArray(spans), edits);
    const ledger = measure(ledgerOf(spans), edits);
    const path = measure(keyPath(spans), edits);
    rows.push({
      spans,
      'ledger median µs': rounded(ledger.median),
      'ledger p99 µs': rounded(ledger.p99),
      'key path median µs': rounded(path.median),
      'key path p99 µs': rounded(path.p99),
      'array median µs': rounded(array.median),
      'ledger / array': rounded(ledger.median / array.median, 3),
    });
  }
  const about = `${EDITS} seeded edits (keys, completions, replaced words, deletions) in ${LINES} lines, each timed`;
  return Promise.resolve([{ name: 'ledger', about, rows }]);
}

interface Target {
  apply(edit: TextEdit, isTyped: boolean): void;
}

/** Runs all edits and gives the times of one in microseconds; the first tenth warms up. */
function measure(
  target: Target,
  edits: readonly TextEdit[],
): { readonly median: number; readonly p99: number } {
  const times = new Float64Array(edits.length);
  for (const [index, edit] of edits.entries()) {
    const start = performance.now();
    target.apply(edit, edit.removed === 0 && edit.text.length === 1);
    times[index] = (performance.now() - start) * 1000;
  }
  const counted = times.subarray(edits.length / 10);
  return { median: median(counted), p99: quantile(counted, 0.99) };
}

/** Mulberry32: the same edits in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Mostly keys one behind the other, as people type; sometimes a jump and something larger. */
function someEdits(seed: number): TextEdit[] {
  const random = randomFrom(seed);
  const edits: TextEdit[] = [];
  let length = LINES * LINE.length;
  let cursor = 0;
  for (let i = 0; i < EDITS; i++) {
    const kind = random();
    if (kind < 0.1) cursor = Math.floor(random() * (length - 200));
    const edit: TextEdit =
      kind < 0.85
        ? { offset: cursor, removed: 0, text: 'x' }
        : kind < 0.9
          ? { offset: cursor, removed: 0, text: LINE.repeat(3) }
          : kind < 0.95
            ? { offset: cursor, removed: 5, text: 'other' }
            : { offset: cursor, removed: 20, text: '' };
    edits.push(edit);
    length += edit.text.length - edit.removed;
    cursor = Math.min(edit.offset + edit.text.length, length - 200);
  }
  return edits;
}

function filled(spans: number): { readonly ledger: Ledger; readonly human: number; readonly ai: number } {
  const ledger = Ledger.of(LINE.repeat(LINES));
  const ids = { human: ledger.addOrigin(human), ai: ledger.addOrigin(ai) };
  const step = Math.floor(ledger.length / spans);
  const edits = Array.from({ length: spans }, (_, i) => ({ offset: i * step, removed: 2, text: 'ab' }));
  for (const edit of edits) ledger.apply([edit], ids.ai);
  return { ledger, ...ids };
}

function ledgerOf(spans: number): Target {
  const { ledger, human: typed, ai: completed } = filled(spans);
  return { apply: (edit, isTyped) => void ledger.apply([edit], isTyped ? typed : completed) };
}

/** Signals, ledger and journal record, as for a key press in the editor; what is written to disk is not counted. */
function keyPath(spans: number): Target {
  const sink = { append: () => undefined, aiSeen: () => undefined };
  const recorder = new FileRecorder('file.ts', filled(spans).ledger, [], sink, () => 1);
  const around = () => ({ before: '', removed: '', after: '' });
  const clues = { paste: null, suggestFrom: null, inlineAt: null, completionTool: 'T', around };
  return {
    apply: (edit) => {
      const edits = [{ ...edit, atCursor: true }];
      const verdict = classify({ edits, reason: null, fromDisk: false, host: null, time: 1 }, clues);
      recorder.edit(edits, 'origin' in verdict ? verdict.origin : human);
    },
  };
}

/** The baseline: spans in an array, all behind an edit moved one by one. It keeps no text, no deletions, no history. */
class SpanArray implements Target {
  private readonly spans: { start: number; end: number; isAi: boolean }[];

  constructor(count: number) {
    const step = Math.floor((LINES * LINE.length) / count);
    this.spans = Array.from({ length: count }, (_, i) => ({
      start: i * step,
      end: i * step + 2,
      isAi: true,
    }));
  }

  apply({ offset, removed, text }: TextEdit, isTyped: boolean): void {
    const end = offset + removed;
    const shift = text.length - removed;
    let at = 0;
    for (const [index, span] of this.spans.entries()) {
      if (span.end <= offset) at = index + 1;
      if (span.start >= end) {
        span.start += shift;
        span.end += shift;
      } else if (span.end > offset) {
        span.start = Math.min(span.start, offset);
        span.end = Math.max(offset, span.end - removed);
      }
    }
    if (text !== '') this.spans.splice(at, 0, { start: offset, end: offset + text.length, isAi: !isTyped });
  }
}
