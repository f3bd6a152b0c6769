/**
 * Finds out which sources of evidence the running editor offers, and leaves word of it for the command line.
 */
import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { ACCEPT_COMMANDS, ACCEPT_COMMANDS_MISSING } from '../../core/detection/acceptCommands';
import { readChatDocument, readChatRequest } from '../../core/detection/chatDocument';
import { SignalBook } from '../../core/detection/signalBook';
import type { SignalProblem } from '../../core/detection/signalHealth';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Logger } from '../../core/ports';
import { writeSignalFile } from '../node/signalFile';
import type { Worktree } from './worktree';
import type { Worktrees } from './worktrees';

export class SignalWatch implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  readonly book = new SignalBook(() => this.lookSoon());
  private problems: readonly SignalProblem[] = [];
  private told = '';
  private scheduled: NodeJS.Immediate | null = null;

  /** Fires when something that the editor offers is missed, or is there again. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly worktrees: Worktrees,
    private readonly log: Logger,
  ) {
    this.store.add(worktrees.onDidOpen((worktree) => this.leaveWord(worktree)));
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)));
    for (const document of vscode.workspace.textDocuments) this.opened(document);
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('editor.pasteAs.enabled')) this.readPasteSetting();
      }),
    );
    this.readPasteSetting();
    this.lookForCommands().catch((error: unknown) =>
      this.log.error('The commands of the editor are not known.', error),
    );
  }

  /** What is missing now. */
  get current(): readonly SignalProblem[] {
    return this.problems;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async lookForCommands(): Promise<void> {
    const commands = new Set(await vscode.commands.getCommands(true));
    const missing = ACCEPT_COMMANDS.filter((command) => !commands.has(command));
    if (missing.length === 0 || this.store.isDisposed) return;
    this.book.commandsMissing(missing);
    await vscode.commands.executeCommand('setContext', ACCEPT_COMMANDS_MISSING, true);
  }

  private readPasteSetting(): void {
    const on = vscode.workspace.getConfiguration('editor').get<unknown>('pasteAs.enabled');
    this.book.pasteSwitched(on !== false);
  }

  private opened({ uri }: vscode.TextDocument): void {
    if (readChatDocument(uri.scheme, uri.path, uri.query)?.kind === 'baseline') this.book.baselineOpened();
    const request = readChatRequest(uri.scheme, uri.query);
    if (request !== null) this.book.chatAsked(request);
  }

  /** Not while a key press waits. */
  private lookSoon(): void {
    this.scheduled ??= setImmediate(() => this.look());
  }

  private look(): void {
    this.scheduled = null;
    const problems = this.book.problems();
    const now = JSON.stringify([problems, this.book.isPrecise]);
    if (now === this.told || this.store.isDisposed) return;
    this.told = now;
    const isNew = JSON.stringify(problems) !== JSON.stringify(this.problems);
    this.problems = problems;
    for (const worktree of this.worktrees.all()) this.leaveWord(worktree);
    if (!isNew) return;
    this.log.info(`Sources of evidence that are missing: ${JSON.stringify(problems)}`);
    this.changed.fire();
  }

  private leaveWord({ repository }: Worktree): void {
    try {
      writeSignalFile(repository.stateDir, {
        editor: `${vscode.env.appName} ${vscode.version}`,
        precise: this.book.isPrecise,
        problems: this.problems,
        pid: process.pid,
        host: hostname(),
      });
    } catch (error) {
      // The journal tells the user of a directory that cannot be written.
      this.log.debug(`The state of the signals cannot be written: ${String(error)}`);
    }
  }
}
