/**
 * Brings the extension's log to the front.
 */
import type * as vscode from 'vscode';
import { commandIds } from '../commandIds';
import type { Command } from './command';

export class ShowLog implements Command {
  readonly id = commandIds.showLog;

  constructor(private readonly channel: Pick<vscode.OutputChannel, 'show'>) {}

  async run(): Promise<void> {
    this.channel.show();
  }
}
