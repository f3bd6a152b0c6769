/**
 * Sends authors along with what is copied, and says what is about to be pasted. The providers here answer nothing;
 * being asked is the point.
 */
import * as vscode from 'vscode';
import { readClipboardParts, writeClipboardParts } from '../../core/detection/clipboardParts';
import type { CopiedPart } from '../../core/detection/clues';
import type { SignalBook } from '../../core/detection/signalBook';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { LastCopy } from '../node/lastCopy';
import { sha256 } from '../node/sha256';
import type { DocumentTracker } from './documentTracker';
import { followedSchemes } from './followedSchemes';
import { registerOffered } from './registerOffered';

/** Our entry on the clipboard: who wrote the copied text. The editor keeps it inside the window. */
const CLIPBOARD_TYPE = 'application/vnd.countersign.origins+json';
const PLAIN_TEXT = 'text/plain';

/** Larger copies, in UTF-16 units, are pasted as unknown. */
const MAX_COPIED = 2_000_000;

export class ClipboardClues implements Disposable {
  private readonly store = new DisposableStore();

  /** `lastCopy` takes to other windows what the clipboard does not. */
  constructor(
    private readonly tracker: DocumentTracker,
    private readonly lastCopy: LastCopy,
    private readonly signals: SignalBook,
  ) {
    this.store.add(registerOffered('paste', signals, () => this.register()));
  }

  dispose(): void {
    this.store.dispose();
  }

  private register(): Disposable {
    return vscode.languages.registerDocumentPasteEditProvider(
      followedSchemes.map((scheme) => ({ scheme })),
      {
        prepareDocumentPaste: (document, ranges, data) => this.copied(document, ranges, data),
        provideDocumentPasteEdits: (document, _ranges, data, _context, token) =>
          this.pasteAsked(document, data, token),
      },
      {
        providedPasteEditKinds: [],
        copyMimeTypes: [CLIPBOARD_TYPE],
        pasteMimeTypes: [PLAIN_TEXT, CLIPBOARD_TYPE],
      },
    );
  }

  /** Runs beside the copy: nothing waits for it but a paste in the same window. */
  private copied(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    data: vscode.DataTransfer,
  ): void {
    const copied = ranges.map((range) => {
      // Before 1.139 a copy without a selection is told as an empty range: it means the line.
      const { start, end } = range.isEmpty ? document.lineAt(range.start).range : range;
      return { from: document.offsetAt(start), to: document.offsetAt(end) };
    });
    const copies = this.tracker.of(document)?.copies(copied.sort((a, b) => a.from - b.from)) ?? [];
    const size = copies.reduce((sum, { text }) => sum + text.length, 0);
    const entry = size > MAX_COPIED ? null : writeClipboardParts(copies, sha256);
    if (entry !== null) data.set(CLIPBOARD_TYPE, new vscode.DataTransferItem(entry));
    this.lastCopy.keep(entry);
  }

  private async pasteAsked(
    document: vscode.TextDocument,
    data: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<undefined> {
    this.signals.pasteAsked();
    const followed = this.tracker.of(document);
    if (followed === null) return;
    const { version } = document;
    token.onCancellationRequested(() => followed.pasteAsked(null));
    const text = await data.get(PLAIN_TEXT)?.asString();
    if (text === undefined || text === '') return;
    const parts = text.length > MAX_COPIED ? null : await this.partsOf(text, data);
    // What came in between was typed into a paste that the editor gives up.
    if (document.version === version && !token.isCancellationRequested) followed.pasteAsked({ text, parts });
  }

  private async partsOf(text: string, data: vscode.DataTransfer): Promise<readonly CopiedPart[] | null> {
    const entry = (await data.get(CLIPBOARD_TYPE)?.asString()) ?? (await this.lastCopy.read());
    return entry === null ? null : readClipboardParts(entry, text, sha256);
  }
}
