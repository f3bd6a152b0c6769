/**
 * Watches the documents that the editor keeps for the edits of a chat, and tells the files' own documents. Every
 * extension sees them; nothing here opens or changes one.
 */
import * as vscode from 'vscode';
import { readChatDocument, type ChatDocument } from '../../core/detection/chatDocument';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { AiOrigin } from '../../core/model';
import type { DocumentTracker } from './documentTracker';
import { CELL_SCHEME } from './followedSchemes';
import type { ChatBaseline } from './followedDocument';

export class ChatBaselines implements Disposable {
  private readonly store = new DisposableStore();
  /** Baselines that were there before us: their sessions may have announced edits that we did not see. */
  private readonly old = new Set<vscode.TextDocument>();

  /** `chatTool` names the product whose chat the user has. */
  constructor(
    private readonly tracker: DocumentTracker,
    private readonly chatTool: () => string,
  ) {
    const { workspace } = vscode;
    this.store.add(workspace.onDidOpenTextDocument((document) => this.opened(document)));
    this.store.add(workspace.onDidChangeTextDocument((event) => this.changed(event)));
    this.store.add(workspace.onDidCloseTextDocument((document) => this.closed(document)));
    this.store.add(tracker.onDidFollow((document) => this.joined(document)));
    for (const document of workspace.textDocuments) {
      if (chatOf(document)?.kind !== 'baseline') continue;
      this.old.add(document);
      this.opened(document);
    }
  }

  dispose(): void {
    this.store.dispose();
  }

  private opened(document: vscode.TextDocument): void {
    const chat = chatOf(document);
    const file = chat === null ? null : this.tracker.at(chat.path);
    if (chat === null || file === null) return;
    if (chat.kind === 'window') file.windowOpened(chat.session ?? '', document.getText());
    else file.baselineOpened(this.baselineOf(document, chat), document.getText());
  }

  /** A file was opened that a chat is at work on already. */
  private joined(file: vscode.TextDocument): void {
    if (file.uri.scheme === CELL_SCHEME) return;
    for (const document of vscode.workspace.textDocuments) {
      const chat = chatOf(document);
      if (chat?.path !== file.uri.path) continue;
      // A snapshot that has changed announces nothing any more.
      if (chat.kind === 'baseline' || document.version === 1) this.opened(document);
    }
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const chat = chatOf(document);
    const file = chat === null ? null : this.tracker.at(chat.path);
    if (chat === null || file === null) return;
    if (chat.kind === 'window') return file.windowClosed(chat.session ?? '');
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, removed: rangeLength, text };
    });
    file.baselineChanged(document.uri.toString(), edits);
  }

  private closed(document: vscode.TextDocument): void {
    const chat = chatOf(document);
    if (chat === null) return;
    this.old.delete(document);
    const file = this.tracker.at(chat.path);
    if (chat.kind === 'window') file?.windowClosed(chat.session ?? '');
    else file?.baselineClosed(document.uri.toString());
  }

  private baselineOf(document: vscode.TextDocument, { session }: ChatDocument): ChatBaseline {
    const origin = (time: number): AiOrigin => {
      return { author: 'ai', tool: this.chatTool(), model: null, session, evidence: 'host', time };
    };
    const name = document.uri.toString();
    return { name, session: session ?? '', isOld: this.old.has(document), origin };
  }
}

function chatOf({ uri }: vscode.TextDocument): ChatDocument | null {
  return readChatDocument(uri.scheme, uri.path, uri.query);
}
