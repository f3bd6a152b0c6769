/**
 * The tool whose inline completions the user sees. Asked on every key, so the answer is kept, and looked up anew between
 * keys: the editor makes a list of all extensions for each question, which takes a hundred times as long as a key.
 */
import * as vscode from 'vscode';
import { chatTool, completionTool } from '../../core/detection/completionTools';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Clock } from '../../core/ports';
import type { Settings } from './settings';
import { settings as table } from './settingsTable';

/** The editor does not tell when an extension becomes active; milliseconds. */
const LIFETIME = 3_000;

export class CompletionTool implements Disposable {
  private readonly store = new DisposableStore();
  private known: { readonly tool: string | null; readonly time: number } | null = null;
  private refreshing: NodeJS.Immediate | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    const forget = (): void => {
      this.known = null;
    };
    this.store.add(vscode.extensions.onDidChange(forget));
    this.store.add(settings.onDidChange([table.completionTools], forget));
    this.store.add({ dispose: () => this.refreshing !== null && clearImmediate(this.refreshing) });
  }

  /** Null when no such tool runs. */
  current(): string | null {
    const known = this.known ?? this.refresh();
    if (this.clock() - known.time > LIFETIME) this.refreshing ??= setImmediate(() => this.refresh());
    return known.tool;
  }

  /** The tool whose chat the editor shows. Asked once per edit of a chat. */
  ofChat(): string {
    return chatTool(activeExtensions());
  }

  dispose(): void {
    this.store.dispose();
  }

  private refresh(): { readonly tool: string | null; readonly time: number } {
    this.refreshing = null;
    this.known = { tool: this.find(), time: this.clock() };
    return this.known;
  }

  private find(): string | null {
    return completionTool(activeExtensions(), this.settings.get(table.completionTools), vscode.env.appName);
  }
}

function activeExtensions(): string[] {
  return vscode.extensions.all.filter(({ isActive }) => isActive).map(({ id }) => id);
}
