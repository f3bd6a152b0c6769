/**
 * The list behind the status bar item: how things stand, and what can be done.
 */
import * as vscode from 'vscode';
import { actionEntries } from '../../core/present/commandText';
import type { healthFindings, HealthFix } from '../../core/present/health';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import type { Repositories } from '../repositories';
import type { RepositoryStatus, RepositoryStatusSource } from '../repositoryStatus';
import type { Command } from './command';

interface Entry extends vscode.QuickPickItem {
  readonly command: string;
  readonly argument?: string;
}

const FIXES: Readonly<Record<HealthFix, { readonly command: string; readonly argument?: string }>> = {
  installHooks: { command: commandIds.installHooks },
  openPolicy: { command: commandIds.openPolicy },
  showLog: { command: commandIds.showLog },
  openKeyBindings: { command: 'workbench.action.openGlobalKeybindings', argument: 'inlineSuggest' },
  openPasteSetting: { command: 'workbench.action.openSettings', argument: 'editor.pasteAs.enabled' },
};

export class ShowActions implements Command {
  readonly id = commandIds.showActions;

  constructor(
    private readonly repositories: Repositories,
    private readonly statuses: RepositoryStatusSource,
    /** Handed over: whoever loads this has it anyway. */
    private readonly findings: typeof healthFindings,
    private readonly t: Translate,
  ) {}

  async run(): Promise<void> {
    const { title } = actionEntries(this.t);
    const picked = await vscode.window.showQuickPick(this.entries(await this.status()), { title });
    if (picked === undefined) return;
    const { command, argument } = picked;
    await (argument === undefined
      ? vscode.commands.executeCommand(command)
      : vscode.commands.executeCommand(command, argument));
  }

  private async status(): Promise<RepositoryStatus | null> {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const root = uri === undefined ? null : await this.repositories.rootOf(uri);
    return root === null ? null : this.statuses.statusOf(root);
  }

  private entries(status: RepositoryStatus | null): Entry[] {
    const text = actionEntries(this.t);
    const findings = status === null ? [] : this.findings(status.health, this.t);
    const trouble = findings.filter(({ ok }) => !ok);
    const installed = status?.health.hooks.kind === 'installed';
    return [
      ...trouble.map((finding) => ({ label: `$(warning) ${finding.text}`, ...FIXES[finding.fix] })),
      { label: `$(arrow-down) ${text.nextAiChange}`, command: commandIds.nextAiChange },
      { label: `$(eye) ${text.toggleMarks}`, command: commandIds.toggleMarks },
      { label: `$(shield) ${text.markFileCritical}`, command: commandIds.markFileCritical },
      { label: `$(law) ${text.openPolicy}`, command: commandIds.openPolicy },
      installed
        ? { label: `$(trash) ${text.uninstallHooks}`, command: commandIds.uninstallHooks }
        : { label: `$(git-commit) ${text.installHooks}`, command: commandIds.installHooks },
      { label: `$(output) ${text.showLog}`, command: commandIds.showLog },
    ];
  }
}
