/**
 * Watches what the editor asks extensions for, and hears the accept commands: the clues that explain changes. Every
 * provider here answers nothing; being asked is the point.
 */
import * as vscode from 'vscode';
import type { CopiedPart } from '../../core/detection/clues';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Clock } from '../../core/ports';
import { readClipboardParts, writeClipboardParts } from '../../core/detection/clipboardParts';
import { copiedParts } from '../../core/detection/copiedParts';
import type { DocumentTracker } from './documentTracker';

/** Our entry on the clipboard: who wrote the copied text. */
const CLIPBOARD_TYPE = 'application/vnd.countersign.origins+json';
const PLAIN_TEXT = 'text/plain';
const FILES: vscode.DocumentSelector = { scheme: 'file' };

/**
 * Run by our key bindings right after the editor's own accept commands (`runCommands`). The editor's command comes
 * first and at full speed; ours then proves that the change was a completion.
 */
const ACCEPTED_COMMAND = 'countersign.inlineSuggestionAccepted';

/** The editor binds no key to accepting a line, so there is none to put ours on: this is for users who want one. */
const ACCEPT_LINE_COMMAND = 'countersign.acceptNextLine';

export class EditorClues implements Disposable {
  private readonly store = new DisposableStore();

  constructor(
    private readonly tracker: DocumentTracker,
    private readonly clock: Clock,
  ) {
    this.store.add(vscode.commands.registerCommand(ACCEPTED_COMMAND, () => tracker.accepted()));
    this.store.add(
      vscode.commands.registerCommand(ACCEPT_LINE_COMMAND, async () => {
        await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextLine');
        tracker.accepted();
      }),
    );
    this.store.add(
      vscode.languages.registerCompletionItemProvider(FILES, {
        provideCompletionItems: (document, position) => this.suggestAsked(document, position),
      }),
    );
    this.store.add(
      vscode.languages.registerInlineCompletionItemProvider(FILES, {
        provideInlineCompletionItems: (document, position) => this.inlineAsked(document, position),
      }),
    );
    this.store.add(
      vscode.languages.registerDocumentPasteEditProvider(
        FILES,
        {
          prepareDocumentPaste: (document, ranges, data) => this.copied(document, ranges, data),
          provideDocumentPasteEdits: (document, _ranges, data) => this.pasteAsked(document, data),
        },
        {
          providedPasteEditKinds: [],
          copyMimeTypes: [CLIPBOARD_TYPE],
          pasteMimeTypes: [PLAIN_TEXT, CLIPBOARD_TYPE],
        },
      ),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private suggestAsked(document: vscode.TextDocument, position: vscode.Position): undefined {
    const start = document.getWordRangeAtPosition(position)?.start ?? position;
    this.tracker.of(document)?.clues.suggestAsked(document.offsetAt(start));
  }

  private inlineAsked(document: vscode.TextDocument, position: vscode.Position): undefined {
    this.tracker.of(document)?.clues.inlineAsked(document.offsetAt(position));
  }

  private copied(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    data: vscode.DataTransfer,
  ): void {
    const file = this.tracker.of(document)?.file;
    const [range] = ranges;
    if (!file || range === undefined || ranges.length > 1) return;
    const isLine = range.isEmpty;
    const copied = isLine ? document.lineAt(range.start).rangeIncludingLineBreak : range;
    const parts = copiedParts(file.state(), document.offsetAt(copied.start), document.offsetAt(copied.end));
    data.set(
      CLIPBOARD_TYPE,
      new vscode.DataTransferItem(writeClipboardParts(document.getText(copied), parts)),
    );
  }

  private async pasteAsked(document: vscode.TextDocument, data: vscode.DataTransfer): Promise<undefined> {
    const text = await data.get(PLAIN_TEXT)?.asString();
    const ours = await data.get(CLIPBOARD_TYPE)?.asString();
    if (text === undefined || text === '') return;
    const parts: readonly CopiedPart[] | null = ours === undefined ? null : readClipboardParts(ours, text);
    this.tracker.of(document)?.clues.pasteAsked({ text, parts }, this.clock());
  }
}
