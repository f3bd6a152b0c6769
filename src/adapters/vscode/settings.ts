/**
 * The user's settings, parsed when they are asked for and observable when they change.
 */
import type * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { Setting } from './settingsTable';

const section = 'countersign';

/** What this file needs of the editor's `workspace`. */
export type ConfigurationHost = Pick<
  typeof vscode.workspace,
  'getConfiguration' | 'onDidChangeConfiguration'
>;

/** Reads settings for a place: a folder of the workspace may have its own. */
export class Settings {
  constructor(private readonly host: ConfigurationHost) {}

  /** The value at a place; without one, the window's. Never throws, whatever the user wrote. */
  get<T>(setting: Setting<T>, scope?: vscode.ConfigurationScope | null): T {
    return setting.parse(this.host.getConfiguration(section, scope).get<unknown>(setting.key));
  }

  /** Calls back whenever one of the given settings may have changed, for whatever place. */
  onDidChange(watched: readonly Setting<unknown>[], listener: () => void): Disposable {
    return this.host.onDidChangeConfiguration((event) => {
      if (watched.some(({ key }) => event.affectsConfiguration(`${section}.${key}`))) listener();
    });
  }
}
