/**
 * Installs or removes the Git hooks of one repository.
 */
import * as vscode from 'vscode';
import { CountersignError } from '../../core/errors';
import type { Logger } from '../../core/ports';
import { buttons, hookMessages, obstacles } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import type { HookControl } from '../hookControl';
import type { Repositories } from '../repositories';
import type { Command } from './command';
import { uriArgument } from './commandArguments';
import { chooseRepository } from './repositoryChoice';

export class ChangeHooks implements Command {
  readonly id;

  constructor(
    private readonly change: 'install' | 'uninstall',
    private readonly hooks: HookControl,
    private readonly repositories: Repositories,
    private readonly log: Logger,
    private readonly t: Translate,
  ) {
    this.id = change === 'install' ? commandIds.installHooks : commandIds.uninstallHooks;
  }

  async run(argument?: unknown): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(obstacles(this.t).untrusted);
      return;
    }
    const root = await chooseRepository(this.repositories, uriArgument(argument), this.t);
    if (root === null || !(await this.isMeant())) return;
    try {
      const state = await this.hooks[this.change](root);
      void vscode.window.showInformationMessage(hookMessages(this.t).state(state));
    } catch (error) {
      void this.report(error);
    }
  }

  private async isMeant(): Promise<boolean> {
    if (this.change === 'install') return true;
    const { confirmUninstall, confirmDetail } = hookMessages(this.t);
    const button = buttons(this.t).uninstall;
    const options = { modal: true, detail: confirmDetail };
    return (await vscode.window.showWarningMessage(confirmUninstall, options, button)) === button;
  }

  private async report(error: unknown): Promise<void> {
    const action = hookMessages(this.t)[this.change];
    this.log.error(action, error);
    const detail = CountersignError.is(error) ? error.message : String(error);
    const { showLog } = buttons(this.t);
    const message = obstacles(this.t).failed(action, detail);
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog)
      await vscode.commands.executeCommand(commandIds.showLog);
  }
}
