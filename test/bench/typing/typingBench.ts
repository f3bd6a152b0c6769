/**
 * `npm run bench -- typing`: what our listeners take of the extension host for each key, in the real editor, with real
 * keys, in a file of 20,000 lines with 10,000 spans; what a listener takes that does nothing; and how long the
 * extension takes to start.
 */
import * as path from 'node:path';
import { createScratchDirectory } from '../../host/scratchDirectory';
import { startSession, type Session } from '../../host/session';
import { until } from '../../host/until';
import type { Report, Row } from '../report';
import { median, quantile, rounded } from '../statistics';
import { createLargeRepository, largeFile, largeFileSize } from './largeRepository';
import {
  buildTimedExtension,
  timedExtensionId,
  type Sample,
  type Taken,
  type TimedActivation,
  type TimersTaken,
} from './timedExtension';

const { lines: LINES, spans: SPANS } = largeFileSize;
/** Where the keys go, in lines: far from each other, and the last place near the first. */
const PLACES = [10, 5_003, 10_002, 15_001, 19_990, 12];
const STATEMENT = 'if (first > second) { total = compute(first, second); }\n';
const STATEMENTS_PER_PLACE = 9;
/** Between two keys, in milliseconds: 200 words a minute, more than anybody types. */
const PACE = 60;
/** Events whose times do not count: the engine has not compiled what they run. */
const WARM_UP = 200;
const STARTS = 5;

/** `progress` is told when a part begins. */
export async function typingBench(progress: (line: string) => void): Promise<Report[]> {
  const scratch = createScratchDirectory('typing');
  try {
    const extension = path.join(scratch.path, 'extension');
    progress('typing: building the extension');
    await buildTimedExtension(extension);
    progress('typing: with the extension');
    const [withIt, starts] = await inEditor(path.join(scratch.path, 'with'), [extension], async (session) => {
      const typed = await measureTyping(session);
      return [typed, await measureStarts(session)] as const;
    });
    progress('typing: without the extension');
    const [without] = await inEditor(path.join(scratch.path, 'without'), [], async (session) => [
      await measureTyping(session),
    ]);
    return [typingReport(withIt, without), startReport(starts)];
  } finally {
    scratch.remove();
  }
}

async function inEditor<T>(
  workspace: string,
  extensions: readonly string[],
  measure: (session: Session) => Promise<T>,
): Promise<T> {
  const environment = { ...(process.env as Record<string, string>), ...IDENTITY };
  await createLargeRepository(workspace, environment);
  const session = await startSession({
    workspace,
    extensions,
    settings: { 'countersign.hooks.install': 'never' },
  });
  try {
    return await measure(session);
  } finally {
    await session.stop();
  }
}

interface Typed {
  readonly keys: number;
  readonly ours: readonly Sample[];
  readonly nobody: readonly Sample[];
  readonly counter: readonly Sample[];
  readonly timers: TimersTaken;
  /** Milliseconds of processor time of the whole extension host. */
  readonly hostTime: number;
}

async function measureTyping(session: Session): Promise<Typed> {
  await session.open(largeFile);
  await session.moveTo(1, 1);
  // The first edit waits for nothing: what is known of the file is there when its marks are.
  await session.type('// begin\n');
  await session.untilText('the first line', (text) => text.startsWith('// begin\n'));
  const timersBefore = (await samplesOf(session)).timers;
  const before = await hostTimeOf(session);
  let keys = 0;
  for (const line of PLACES) {
    await session.moveTo(line, -1);
    await typeAtPace(session, '\n');
    for (let i = 0; i < STATEMENTS_PER_PLACE; i++) await typeAtPace(session, STATEMENT);
    keys += 1 + STATEMENTS_PER_PLACE * STATEMENT.length;
    // The next key is the first after a save: it looks at the file.
    await session.save();
  }
  const hostTime = (await hostTimeOf(session)) - before;
  const samples = await samplesOf(session);
  return { keys, hostTime, ...samples, timers: timersSince(samples.timers, timersBefore) };
}

/** An editor that gets its keys faster has work left over from the one before. */
async function typeAtPace({ page }: Session, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: PACE });
}

function timersSince(now: TimersTaken, before: TimersTaken): TimersTaken {
  return { ...now, count: now.count - before.count, time: now.time - before.time };
}

async function hostTimeOf(session: Session): Promise<number> {
  return session.inHost(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });
}

type Samples = Record<'ours' | 'nobody' | 'counter', Sample[]> & { readonly timers: TimersTaken };

async function samplesOf(session: Session): Promise<Samples> {
  return session.inHost((vscode, id) => {
    const exports = vscode.extensions.getExtension<{ samples(): Samples }>(id)?.exports;
    return (
      exports?.samples() ?? {
        ...{ ours: [], nobody: [], counter: [] },
        timers: { count: 0, time: 0, longest: 0 },
      }
    );
  }, timedExtensionId);
}

async function measureStarts(session: Session): Promise<TimedActivation[]> {
  const starts: TimedActivation[] = [];
  for (let i = 0; i < STARTS; i++) {
    await session.reload();
    starts.push(
      await until('the start of the extension', () =>
        session.inHost((vscode, id): TimedActivation | null => {
          const extension = vscode.extensions.getExtension<TimedActivation>(id);
          if (extension?.isActive !== true) return null;
          return { loading: extension.exports.loading, activation: extension.exports.activation };
        }, timedExtensionId),
      ),
    );
  }
  return starts;
}

function typingReport(withIt: Typed, without: Typed): Report {
  const perKey = ({ hostTime, keys }: Typed): number => rounded((hostTime * 1000) / keys);
  const rows: Row[] = [
    row('key press', withIt.ours, 'key', { median: 50, p99: 200 }),
    row('selection', withIt.ours, 'selection', { median: 50, p99: 200 }),
    row('key press, listener that does nothing', withIt.nobody, 'key'),
    row('selection, listener that does nothing', withIt.nobody, 'selection'),
    row('key press, listener that counts for 50 µs', withIt.counter, 'key'),
    {
      typing: 'what was put off: all our timers, shared out among the keys',
      events: withIt.timers.count,
      'mean µs': rounded((withIt.timers.time * 1000) / withIt.keys),
      'largest µs': rounded(withIt.timers.longest * 1000),
    },
    { typing: 'whole extension host per key, with Countersign', 'processor mean µs': perKey(withIt) },
    {
      typing: 'what was put off: all our timers, shared out among the keys',
      events: withIt.timers.count,
      'mean µs': rounded((withIt.timers.time * 1000) / withIt.keys),
      'largest µs': rounded(withIt.timers.longest * 1000),
    },
    { typing: 'whole extension host per key, without', 'processor mean µs': perKey(without) },
  ];
  const about =
    `${withIt.keys} real key presses, one every ${PACE} ms, at ${PLACES.length} places of a file with ${LINES} lines and ${SPANS} spans, ` +
    'saved in between; what all our listeners take for one event. On a busy machine the thread is stopped within some ' +
    'events, which shows in p99, also of a listener that always does the same; its processor time does not count that (too coarse for single events, so a mean). ' +
    'The whole host: mean processor time, all threads';
  return { name: 'typing', about, rows };
}

function row(
  name: string,
  samples: readonly Sample[],
  kind: Sample['kind'],
  bar?: { readonly median: number; readonly p99: number },
): Row {
  const all = samples.filter((sample) => sample.kind === kind);
  const counted = all.slice(WARM_UP);
  const times = counted.map(({ time }) => time * 1000);
  const processor = counted.map(({ cpu }) => cpu);
  return {
    typing: name,
    events: times.length,
    'median µs': rounded(median(times)),
    'p99 µs': rounded(quantile(times, 0.99)),
    'largest µs': rounded(Math.max(...times)),
    'processor mean µs': rounded(processor.reduce((sum, cpu) => sum + cpu, 0) / processor.length),
    bar: bar === undefined ? '' : `${bar.median} / ${bar.p99}`,
  };
}

function startReport(starts: readonly TimedActivation[]): Report {
  const row = (name: string, taken: readonly Taken[], bar: number | ''): Row => ({
    start: name,
    ms: rounded(median(taken.map(({ time }) => time))),
    'processor ms': rounded(median(taken.map(({ cpu }) => cpu))),
    bar,
  });
  const rows = [
    row(
      'load the program',
      starts.map(({ loading }) => loading),
      '',
    ),
    row(
      'activate',
      starts.map(({ activation }) => activation),
      30,
    ),
  ];
  return { name: 'start', about: `median of ${STARTS} windows`, rows };
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Robin Vale',
  GIT_AUTHOR_EMAIL: 'robin@example.com',
  GIT_COMMITTER_NAME: 'Robin Vale',
  GIT_COMMITTER_EMAIL: 'robin@example.com',
};
