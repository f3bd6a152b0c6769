/**
 * Watches the documents in which the editor keeps each file without the edits of a chat, and tells the files' own
 * documents. Every extension sees these documents; nothing here opens or changes one.
 */
import * as vscode from 'vscode';
import { readChatDocument, type ChatDocument } from '../../core/detection/chatDocument';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { AiOrigin } from '../../core/model';
import type { DocumentTracker } from './documentTracker';
import type { ChatBaseline } from './followedDocument';

export class ChatBaselines implements Disposable {
  private readonly store = new DisposableStore();

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
    for (const document of workspace.textDocuments) this.opened(document);
  }

  dispose(): void {
    this.store.dispose();
  }

  private opened(document: vscode.TextDocument): void {
    const chat = chatOf(document);
    if (chat === null) return;
    this.tracker.at(chat.path)?.baselineOpened(this.baselineOf(document, chat), document.getText());
  }

  /** A file was opened that a chat is at work on already. */
  private joined(file: vscode.TextDocument): void {
    for (const document of vscode.workspace.textDocuments) {
      if (chatOf(document)?.path === file.uri.path) this.opened(document);
    }
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const chat = chatOf(document);
    if (chat === null) return;
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, removed: rangeLength, text };
    });
    this.tracker.at(chat.path)?.baselineChanged(document.uri.toString(), edits);
  }

  private closed(document: vscode.TextDocument): void {
    const chat = chatOf(document);
    if (chat !== null) this.tracker.at(chat.path)?.baselineClosed(document.uri.toString());
  }

  private baselineOf(document: vscode.TextDocument, { session }: ChatDocument): ChatBaseline {
    const origin = (time: number): AiOrigin => {
      return { author: 'ai', tool: this.chatTool(), model: null, session, evidence: 'host', time };
    };
    return { name: document.uri.toString(), origin };
  }
}

function chatOf({ uri }: vscode.TextDocument): ChatDocument | null {
  return readChatDocument(uri.scheme, uri.path, uri.query);
}
