/**
 * Hands the commands to the editor. A failure is logged and shown once, never thrown into the editor.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../../core/disposable';
import type { Disposable } from '../../core/disposable';
import { CountersignError } from '../../core/errors';
import type { Logger } from '../../core/ports';
import { obstacles } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import type { Command } from './command';

export function registerCommands(commands: readonly Command[], log: Logger, t: Translate): Disposable {
  const store = new DisposableStore();
  for (const command of commands) {
    const run = async (...args: unknown[]): Promise<void> => {
      try {
        await command.run(...args);
      } catch (error) {
        log.error(`${command.id} failed`, error);
        const detail = CountersignError.is(error) ? error.message : String(error);
        void vscode.window.showErrorMessage(obstacles(t).failed(command.id, detail));
      }
    };
    store.add(vscode.commands.registerCommand(command.id, run));
  }
  return store;
}
