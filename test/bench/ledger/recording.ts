/**
 * What the ledger benchmark replays: a document with its spans, and change events as an editor reports them.
 */
import type { TextEdit } from '../../../src/core/ledger/textEdits';
import type { Author } from '../../../src/core/model';

/** Text under no span is as it was when tracking began. */
export interface RecordedSpan {
  readonly start: number;
  readonly end: number;
  readonly origin: number;
}

export const eventKinds = ['key', 'cursors', 'completion', 'paste', 'cut', 'replace all', 'format'] as const;
export type EventKind = (typeof eventKinds)[number];

export interface RecordedEvent {
  readonly kind: EventKind;
  /** Numbers the origin that the inserted text gets: `TYPED` for all key presses, one of its own for anything else. */
  readonly origin: number;
  /** All offsets are in the text before the event; the last of the text comes first. */
  readonly edits: readonly TextEdit[];
}

export interface Recording {
  readonly text: string;
  /** Sorted and disjoint. */
  readonly spans: readonly RecordedSpan[];
  /** The author of each origin, by its number. Number 0 stands for text that nobody is known to have changed. */
  readonly authors: readonly Author[];
  readonly events: readonly RecordedEvent[];
}

/** The origin of all key presses. */
export const TYPED = 1;
