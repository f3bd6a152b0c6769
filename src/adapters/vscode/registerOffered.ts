/**
 * Registers a provider only where the editor still has the API for it, so that a member that a later version removes costs
 * one signal and not the activation.
 */
import * as vscode from 'vscode';
import type { SignalBook } from '../../core/detection/signalBook';
import type { EditorApi } from '../../core/detection/signalHealth';
import type { Disposable } from '../../core/disposable';

const MEMBERS = {
  paste: 'registerDocumentPasteEditProvider',
  inlineCompletions: 'registerInlineCompletionItemProvider',
  intelliSense: 'registerCompletionItemProvider',
} as const satisfies Record<EditorApi, keyof typeof vscode.languages>;

/** What the registration gave; nothing to dispose of where the editor lacks the API, of which `book` hears then. */
export function registerOffered(api: EditorApi, book: SignalBook, register: () => Disposable): Disposable {
  if (typeof vscode.languages[MEMBERS[api]] === 'function') return register();
  book.apiMissing(api);
  return { dispose: () => undefined };
}
