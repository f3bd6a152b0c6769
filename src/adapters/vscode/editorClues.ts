/**
 * Watches what the editor asks extensions for, and hears the accept commands: the clues that explain changes. Every
 * provider here answers nothing; being asked is the point.
 */
import * as vscode from 'vscode';
import type { SignalBook } from '../../core/detection/signalBook';
import type { EditorApi } from '../../core/detection/signalHealth';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { DocumentTracker } from './documentTracker';
import { followedSchemes } from './followedSchemes';
import { registerOffered } from './registerOffered';

const FOLLOWED: vscode.DocumentSelector = followedSchemes.map((scheme) => ({ scheme }));

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
    private readonly signals: SignalBook,
  ) {
    this.store.add(vscode.commands.registerCommand(ACCEPTED_COMMAND, () => tracker.accepted()));
    this.store.add(
      vscode.commands.registerCommand(ACCEPT_LINE_COMMAND, async () => {
        await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextLine');
        tracker.accepted();
      }),
    );
    const offered = (api: EditorApi, register: () => Disposable): void =>
      void this.store.add(registerOffered(api, signals, register));
    offered('intelliSense', () =>
      vscode.languages.registerCompletionItemProvider(FOLLOWED, {
        provideCompletionItems: (document, position) => this.suggestAsked(document, position),
      }),
    );
    offered('inlineCompletions', () =>
      vscode.languages.registerInlineCompletionItemProvider(FOLLOWED, {
        provideInlineCompletionItems: (document, position) => this.inlineAsked(document, position),
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private suggestAsked(document: vscode.TextDocument, position: vscode.Position): undefined {
    const start = document.getWordRangeAtPosition(position)?.start ?? position;
    this.tracker.of(document)?.suggestAsked(document.offsetAt(start));
  }

  private inlineAsked(document: vscode.TextDocument, position: vscode.Position): undefined {
    this.signals.completionAsked();
    this.tracker.of(document)?.inlineAsked(document.offsetAt(position));
  }
}
