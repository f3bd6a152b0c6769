/**
 * `npm run bench -- ledger`: the price of an edit in a document of 20,000 lines, for the ledger and the whole way
 * through the core, against CodeMirror's range sets and a plain array on the same recording.
 */
import { performance } from 'node:perf_hooks';
import { heapUsed } from '../heapUsed';
import type { Report, Row } from '../report';
import { median, quantile, rounded } from '../statistics';
import { CorePath, LedgerStructure } from './ledgers';
import { MappedRangeSet } from './rangeSet';
import { recordSession } from './record';
import type { RecordedEvent, Recording } from './recording';
import { SpanArray } from './spanArray';
import type { Structure } from './structure';

const SIZE = { lines: 20_000, edits: 100_000 };
const SPANS = [1_000, 10_000, 100_000];
const SEED = 7;
/** Whoever takes longer than this for the recording is measured on its beginning, in milliseconds. */
const PATIENCE = 20_000;

const COMPARED: readonly (readonly [string, (recording: Recording) => Structure])[] = [
  ['ledger', (recording) => new LedgerStructure(recording)],
  ['signals, ledger, journal record', (recording) => new CorePath(recording)],
  ['RangeSet', (recording) => new MappedRangeSet(recording, 'ranges')],
  ['RangeSet and its Text', (recording) => new MappedRangeSet(recording, 'text')],
  ['array', (recording) => new SpanArray(recording)],
];

/** Measures with 1,000, 10,000 and 100,000 spans. `progress` is told when a structure begins. */
export async function ledgerBench(progress: (line: string) => void): Promise<Report[]> {
  const rows: Row[] = [];
  const smallest = new Map<string, Measured>();
  for (const spans of SPANS) {
    const recording = recordSession({ ...SIZE, spans }, SEED);
    const measured = COMPARED.map(([name, make]): readonly [string, Measured] => {
      progress(`ledger: ${spans} spans, ${name}`);
      return [name, measure(make, recording)];
    });
    const ledger = measured[0]?.[1] as Measured;
    for (const [name, one] of measured) {
      const first = smallest.get(name) ?? one;
      smallest.set(name, first);
      rows.push({
        spans,
        structure: name,
        'edits timed': one.edits,
        'median µs': rounded(one.median, 2),
        'p99 µs': rounded(one.p99),
        'ledger is ×': rounded(ledger.median / one.median, 3),
        'growth ×': rounded(one.median / first.median, 2),
        'key median µs': rounded(one.keyMedian, 2),
        'key p99 µs': rounded(one.keyP99),
        'largest event ms': rounded(one.largest / 1000),
        'spans at the end': one.spans,
        'heap MB': rounded(one.heapBefore / 1e6),
        'heap MB, at the end': rounded(one.heapAfter / 1e6),
      });
    }
  }
  return Promise.resolve([{ name: 'ledger', about: ABOUT, rows }]);
}

const ABOUT =
  `${SIZE.edits} edits of a session (made from a seed, see record.ts) in ${SIZE.lines} lines. An edit costs the time of ` +
  'its event divided by the edits of that event; the first tenth warms up, who is slow is measured on the beginning. ' +
  '“growth” is the median against 1,000 spans. The ledger keeps text, spans, deletions and 2,000 versions for undo; ' +
  'RangeSet and array keep spans only';

interface Measured {
  /** Microseconds of one edit. */
  readonly median: number;
  readonly p99: number;
  /** Microseconds of one key press. */
  readonly keyMedian: number;
  readonly keyP99: number;
  /** Microseconds of the event that took longest. */
  readonly largest: number;
  readonly edits: number;
  readonly spans: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
}

function measure(make: (recording: Recording) => Structure, recording: Recording): Measured {
  const empty = heapUsed();
  const structure = make(recording);
  const heapBefore = heapUsed() - empty;
  const times = new Float64Array(recording.events.length);
  const end = performance.now() + PATIENCE;
  let count = 0;
  for (const event of recording.events) {
    const start = performance.now();
    if (start > end) break;
    structure.apply(event);
    times[count++] = (performance.now() - start) * 1000;
  }
  const heapAfter = heapUsed() - empty - times.byteLength;
  // Asked for only now, which also keeps the structure from being collected before its size was taken.
  const spans = structure.spans().length;
  return { ...summary(recording.events.slice(0, count), times), spans, heapBefore, heapAfter };
}

/** The first tenth warms up. */
function summary(
  events: readonly RecordedEvent[],
  times: Float64Array,
): Omit<Measured, 'spans' | 'heapBefore' | 'heapAfter'> {
  const edits: number[] = [];
  const keys: number[] = [];
  let largest = 0;
  for (let i = Math.floor(events.length / 10); i < events.length; i++) {
    const event = events[i] as RecordedEvent;
    const time = times[i] as number;
    for (let edit = 0; edit < event.edits.length; edit++) edits.push(time / event.edits.length);
    if (event.kind === 'key') keys.push(time);
    largest = Math.max(largest, time);
  }
  return {
    edits: edits.length,
    median: median(edits),
    p99: quantile(edits, 0.99),
    keyMedian: median(keys),
    keyP99: quantile(keys, 0.99),
    largest,
  };
}
