/**
 * What is known of documents that have no journal: drafts that are not saved yet, and files outside any repository. A
 * draft that is saved becomes a file with the same text, and hands over who wrote it.
 */
import type * as vscode from 'vscode';
import { FileRecorder, type RecordSink } from '../../core/journal/fileRecorder';
import { Ledger } from '../../core/ledger/ledger';
import type { AttributedText } from '../../core/model';
import type { Clock } from '../../core/ports';

/** Kept in memory only. */
const NOWHERE: RecordSink = { append: () => undefined, aiSeen: () => undefined };

/** Drafts that are remembered after they were closed: the editor may close one before its file has its text. */
const MAX_CLOSED = 8;

export class Drafts {
  private readonly open = new Map<vscode.TextDocument, FileRecorder>();
  private closed: FileRecorder[] = [];

  constructor(private readonly clock: Clock) {}

  /** A recorder for a document that was opened with this text. */
  recorderOf(document: vscode.TextDocument, text: string): FileRecorder {
    const recorder = new FileRecorder(document.uri.path, Ledger.of(text), [], NOWHERE, this.clock);
    if (document.isUntitled) this.open.set(document, recorder);
    return recorder;
  }

  release(document: vscode.TextDocument): void {
    const recorder = this.open.get(document);
    if (recorder === undefined) return;
    this.open.delete(document);
    if (recorder.length > 0) this.closed = [recorder, ...this.closed.slice(0, MAX_CLOSED - 1)];
  }

  /** Who wrote a text, if exactly that text is or was a draft. */
  knowing(file: FileRecorder): AttributedText | null {
    if (file.length === 0) return null;
    const drafts = [...this.open.values(), ...this.closed];
    return drafts.find(({ version }) => version.sameText(file.version))?.state() ?? null;
  }
}
