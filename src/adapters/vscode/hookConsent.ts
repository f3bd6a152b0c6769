/**
 * Asks once before hooks go into a repository, when there is a reason: an AI wrote in it.
 */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Logger } from '../../core/ports';
import type { HookState } from '../../core/present/health';
import { hookQuestion, hookRepair, type HookQuestion } from '../../core/present/hookQuestionText';
import type { Translate } from '../../core/present/translate';
import type { DocumentTracker } from './documentTracker';
import type { HookController } from './hookController';
import type { Settings } from './settings';
import { settings as table } from './settingsTable';
import type { Worktrees } from './worktrees';

/** Roots where the user said never. */
const REFUSED = 'hooks.refused';

export class HookConsent implements Disposable {
  private readonly store = new DisposableStore();
  private readonly asked = new Set<string>();

  /** `onProblem` hears why hooks could not be installed. */
  constructor(
    tracker: DocumentTracker,
    worktrees: Worktrees,
    private readonly hooks: HookController,
    private readonly settings: Settings,
    private readonly memory: vscode.Memento,
    private readonly log: Logger,
    private readonly t: Translate,
    private readonly onProblem: (problem: unknown) => void,
  ) {
    this.store.add(tracker.onDidSeeAi(({ worktree }) => this.consider(worktree.repository.root)));
    this.store.add(worktrees.onDidOpen(({ repository }) => this.refresh(repository.root)));
  }

  dispose(): void {
    this.store.dispose();
  }

  private refresh(root: string): void {
    if (this.mode(root) === 'never') return;
    this.hooks
      .refresh(root)
      .catch((problem: unknown) => this.log.error(`The hooks of ${root} could not be checked.`, problem));
  }

  private consider(root: string): void {
    if (this.asked.has(root)) return;
    this.asked.add(root);
    this.decide(root).catch(this.onProblem);
  }

  private async decide(root: string): Promise<void> {
    const mode = this.mode(root);
    const refused = this.memory.get<unknown>(REFUSED);
    if (mode === 'never' || (Array.isArray(refused) && refused.includes(root))) return;
    const state = await this.hooks.status(root);
    if (state.kind === 'installed') return;
    if (mode === 'always' || state.kind === 'outdated') return this.install(root);
    await this.ask(root, questionFor(root, state, this.t));
  }

  private async ask(root: string, question: HookQuestion): Promise<void> {
    const { message, install, always, never } = question;
    const answer = await vscode.window.showInformationMessage(message, install, always, never);
    if (answer === install) return this.install(root);
    if (answer === never) {
      const refused = this.memory.get<readonly string[]>(REFUSED, []);
      await this.memory.update(REFUSED, [...refused, root]);
    }
    if (answer === always) {
      const section = vscode.workspace.getConfiguration('countersign');
      await section.update(table.hooksInstall.key, 'always', vscode.ConfigurationTarget.Global);
      await this.install(root);
    }
  }

  private async install(root: string): Promise<void> {
    await this.hooks.install(root);
  }

  private mode(root: string): 'ask' | 'always' | 'never' {
    return this.settings.get(table.hooksInstall, vscode.Uri.file(root));
  }
}

function questionFor(root: string, state: HookState, t: Translate): HookQuestion {
  return state.kind === 'unusable' ? hookRepair(state.detail, t) : hookQuestion(basename(root), t);
}
