/**
 * Ours: the ledger alone, and the whole way of a change through the core.
 */
import { classify } from '../../../src/core/detection/classify';
import type { Clues } from '../../../src/core/detection/clues';
import { FileRecorder } from '../../../src/core/journal/fileRecorder';
import { Ledger } from '../../../src/core/ledger/ledger';
import type { Run } from '../../../src/core/ledger/runs';
import { SpanTree } from '../../../src/core/ledger/spanTree';
import type { Author, Origin } from '../../../src/core/model';
import { TYPED, type RecordedEvent, type RecordedSpan, type Recording } from './recording';
import { joined, type Structure } from './structure';

/** Text, spans, deletions by AI, and the last 2,000 versions for undo. */
export class LedgerStructure implements Structure {
  private readonly ledger: Ledger;

  constructor(recording: Recording) {
    this.ledger = ledgerOf(recording);
  }

  apply({ edits, origin }: RecordedEvent): void {
    this.ledger.apply(edits, origin);
  }

  spans(): RecordedSpan[] {
    return spansOf(this.ledger);
  }
}

/** Signals, ledger and journal records, as in the editor; what is written to disk is not counted. */
export class CorePath implements Structure {
  private readonly ledger: Ledger;
  private readonly recorder: FileRecorder;
  private readonly authors: readonly Author[];

  constructor(recording: Recording) {
    const sink = { append: () => undefined, aiSeen: () => undefined };
    this.ledger = ledgerOf(recording);
    this.recorder = new FileRecorder('file.ts', this.ledger, [], sink, () => 1);
    this.authors = recording.authors;
  }

  apply({ kind, edits, origin }: RecordedEvent): void {
    const atCursor = kind !== 'format' && kind !== 'replace all';
    const reported = edits.map((edit) => ({ ...edit, atCursor }));
    classify({ edits: reported, reason: null, fromDisk: false, host: null, time: 1 }, CLUES);
    this.recorder.edit(reported, originOf(this.authors[origin] as Author, origin));
  }

  /** Numbered as the recorder does it, not as in the recording. */
  spans(): RecordedSpan[] {
    return spansOf(this.ledger);
  }
}

const CLUES: Clues = {
  paste: null,
  suggestFrom: null,
  inlineAt: null,
  completionTool: 'T',
  around: () => ({ before: '', removed: '', after: '' }),
};

function ledgerOf({ text, spans, authors }: Recording): Ledger {
  const runs: Run[] = [];
  let at = 0;
  for (const { start, end, origin } of spans) {
    if (start > at) runs.push({ length: start - at, origin: 0 });
    runs.push({ length: end - start, origin });
    at = end;
  }
  if (at < text.length) runs.push({ length: text.length - at, origin: 0 });
  const origins = authors.map((author, index) => (index === 0 ? null : originOf(author, index)));
  return Ledger.restore(SpanTree.of(text, runs), origins);
}

function originOf(author: Author, number: number): Origin {
  if (author === 'ai')
    return { author, tool: 'T', model: null, session: null, evidence: 'command', time: number };
  if (author === 'unknown') return { author, reason: 'edit', time: number };
  return { author, evidence: number === TYPED ? 'keystroke' : 'shape', time: number };
}

function spansOf({ version }: Ledger): RecordedSpan[] {
  const spans: RecordedSpan[] = [];
  let at = 0;
  for (const { length, origin } of version.runs()) {
    if (length > 0 && origin !== 0) spans.push({ start: at, end: at + length, origin });
    at += length;
  }
  return joined(spans);
}
