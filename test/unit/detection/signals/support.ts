/** Changes, clues and verdicts for the tests of the signals, one row of a table each. */
import assert from 'node:assert/strict';
import type { Clues, Surroundings } from '../../../../src/core/detection/clues';
import type { EditEvent, HostReason, ReportedEdit } from '../../../../src/core/detection/editEvent';
import type { Verdict } from '../../../../src/core/detection/verdict';
import type { AiOrigin, Origin } from '../../../../src/core/model';

export type Signal = (event: EditEvent, clues: Clues) => Verdict | null;

export interface Row {
  readonly what: string;
  readonly edits: readonly Partial<ReportedEdit>[];
  readonly event?: Partial<EditEvent>;
  readonly clues?: Partial<Clues>;
  /** The verdict as `short` writes it. */
  readonly is: string;
}

export const ai: AiOrigin = {
  author: 'ai',
  tool: 'T',
  model: null,
  session: null,
  evidence: 'command',
  time: 1,
};
export const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

export const around =
  (before = '', removed = '', after = '') =>
  (): Surroundings => ({ before, removed, after });

/** Nothing was seen before the change. An AI tool runs, for that alone must explain nothing. */
export const none: Clues = {
  paste: null,
  suggestFrom: null,
  inlineAt: null,
  completionTool: 'Tool',
  around: around(),
};

export function event(edits: readonly Partial<ReportedEdit>[], more: Partial<EditEvent> = {}): EditEvent {
  const whole = edits.map((edit) => ({ offset: 10, removed: 0, text: '', atCursor: true, ...edit }));
  return { edits: whole, reason: null, fromDisk: false, host: null, time: 7, ...more };
}

export const host = (source: string, metadata: HostReason['metadata'] = {}): Partial<EditEvent> => ({
  host: { source, metadata },
});

/** A verdict in a word or two. */
export function short(verdict: Verdict | null): string {
  if (verdict === null) return 'silent';
  if (!('origin' in verdict)) return verdict.kind === 'travel' ? verdict.direction : verdict.kind;
  const { origin } = verdict;
  const detail = origin.author === 'unknown' ? origin.reason : origin.evidence;
  return `${verdict.kind} ${origin.author} ${detail}`;
}

/** What a signal, or all of them, says about the change of a row. */
export function says<T extends Verdict | null>(
  signal: (event: EditEvent, clues: Clues) => T,
  { edits, event: more, clues }: Omit<Row, 'what' | 'is'>,
): T {
  return signal(event(edits, more), { ...none, ...clues });
}

/** A test for each row. */
export function itSays(signal: Signal, rows: readonly Row[]): void {
  for (const row of rows) {
    it(`${row.what}: ${row.is}`, () => assert.equal(short(says(signal, row)), row.is));
  }
}
