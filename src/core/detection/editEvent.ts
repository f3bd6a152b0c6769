/**
 * What the editor reports of one change of a document, in our own words.
 */
import type { TextEdit } from '../ledger/textEdits';

/** One content change, with whether it touched a cursor or selection as they were before it. */
export interface ReportedEdit extends TextEdit {
  readonly atCursor: boolean;
}

/** The editor's own account of an edit, where it gives one (the proposed API `textDocumentChangeReason`). */
export interface HostReason {
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface EditEvent {
  readonly edits: readonly ReportedEdit[];
  readonly reason: 'undo' | 'redo' | null;
  /** The change brought in what another program wrote to the file. */
  readonly fromDisk: boolean;
  readonly host: HostReason | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
}
