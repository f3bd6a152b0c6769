/**
 * The composition root: every object of the extension is made here, and nowhere else decides who knows whom.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LastCopy } from './adapters/node/lastCopy';
import { SpawnGit } from './adapters/node/spawnGit';
import { ChatBaselines } from './adapters/vscode/chatBaselines';
import { ClipboardClues } from './adapters/vscode/clipboardClues';
import { CompletionTool } from './adapters/vscode/completionTool';
import { DestructiveEdits } from './adapters/vscode/destructiveEdits';
import { DocumentTracker } from './adapters/vscode/documentTracker';
import { EditorClues } from './adapters/vscode/editorClues';
import { EditorProvenance } from './adapters/vscode/editorProvenance';
import { HookConsent } from './adapters/vscode/hookConsent';
import { HookController } from './adapters/vscode/hookController';
import { LogChannel } from './adapters/vscode/logChannel';
import { Notebooks } from './adapters/vscode/notebooks';
import { OpenRepositories } from './adapters/vscode/openRepositories';
import { RepositoryStatuses } from './adapters/vscode/repositoryStatuses';
import { Settings } from './adapters/vscode/settings';
import { SignalWatch } from './adapters/vscode/signalWatch';
import { TrailerStyle } from './adapters/vscode/trailerStyle';
import { worktreeProvenance } from './adapters/vscode/worktreeProvenance';
import { Worktrees } from './adapters/vscode/worktrees';
import { DisposableStore } from './core/disposable';
import { CountersignError } from './core/errors';
import type { Git, Logger } from './core/ports';
import { showLogAction } from './core/present/hookQuestionText';
import type { Translate } from './core/present/translate';
import { ReviewPart } from './reviewPart';
import { CurrentProvenance } from './surfaces/currentProvenance';
import { createSurfaces } from './surfaces/surfaces';

/** Builds the extension. Disposing of the answer leaves nothing behind. */
export function wire(context: vscode.ExtensionContext): vscode.Disposable {
  const store = new DisposableStore();
  const channel = store.add(vscode.window.createOutputChannel('Countersign', { log: true }));
  const log = new LogChannel(channel);
  const t: Translate = (message, ...args) => vscode.l10n.t(message, ...args);
  const settings = new Settings(vscode.workspace);
  const clock = Date.now;
  const gitIn = (directory: string): Git => new SpawnGit({ directory });
  const onProblem = problemReporter(log, channel, t);

  const worktrees = store.add(new Worktrees(gitIn, clock, log, onProblem));
  const tool = store.add(new CompletionTool(settings, clock));
  const signals = store.add(new SignalWatch(worktrees, log));
  const tracker = new DocumentTracker(worktrees, () => tool.current(), clock, log, signals.book);
  const version = String((context.extension.packageJSON as { readonly version?: unknown }).version);
  const program = join(context.extensionPath, 'dist', 'hook.js');
  const hooks = store.add(new HookController(gitIn, { program, version }, log));
  store.add(new HookConsent(tracker, worktrees, hooks, settings, context.workspaceState, log, t, onProblem));
  store.add(new TrailerStyle(gitIn, hooks, settings, log, worktrees));
  const statuses = store.add(new RepositoryStatuses(worktrees, hooks, signals, log, tracker));
  const source = store.add(new EditorProvenance(tracker));
  // Last in, first out: the tracker hands its files back to the journals before those close.
  store.add(tracker);
  store.add(new EditorClues(tracker, signals.book));
  const lastCopy = new LastCopy(context.globalStorageUri.fsPath, log);
  store.add(new ClipboardClues(tracker, lastCopy, signals.book));
  store.add(new Notebooks(tracker, worktrees, log));
  store.add(new ChatBaselines(tracker, () => tool.ofChat()));

  const repositories = new OpenRepositories(worktrees);
  const provenance = new CurrentProvenance(source, settings);
  // Handed over, so that the part that is loaded later does not bring a copy of its own.
  const attribution = worktreeProvenance;
  const review = store.add(
    new ReviewPart({ worktrees, attribution, provenance, repositories, settings, log, t }),
  );
  const { extensionUri } = context;
  store.add(
    createSurfaces({
      extensionUri,
      source,
      destructive: new DestructiveEdits(tracker),
      repositories,
      review,
      statuses,
      hooks,
      settings,
      channel,
      log,
      now: clock,
      t,
    }),
  );
  log.info(`Countersign ${version} is watching.`);
  return store;
}

/** Shows what the user can do something about, and logs everything. */
function problemReporter(
  log: Logger,
  channel: vscode.LogOutputChannel,
  t: Translate,
): (problem: unknown) => void {
  return (problem) => {
    log.error('A problem', problem);
    if (!CountersignError.is(problem)) return;
    const action = showLogAction(t);
    void vscode.window
      .showWarningMessage(problem.message, action)
      .then((chosen) => chosen === action && channel.show());
  };
}
