/**
 * Notices that an open folder becomes a repository.
 */
import { watch } from 'node:fs';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Logger } from '../../core/ports';

/** `git init` makes the directory first and fills it then; milliseconds. */
const INIT_SETTLE = 300;

export class NewRepositories implements Disposable {
  private readonly store = new DisposableStore();
  private watchers = this.store.add(new DisposableStore());
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly onFound: () => void,
    private readonly log: Logger,
  ) {
    this.store.add({ dispose: () => this.timer !== null && clearTimeout(this.timer) });
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.watchFolders()));
    this.watchFolders();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Only what lies directly in a folder: the editor's own watcher may leave `.git` out. */
  private watchFolders(): void {
    this.store.release(this.watchers);
    this.watchers = this.store.add(new DisposableStore());
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      if (uri.scheme !== 'file') continue;
      try {
        const watcher = watch(uri.fsPath, (_event, name) => name === '.git' && this.foundSoon());
        watcher.on('error', (error) =>
          this.log.debug(`${uri.fsPath} is no longer watched: ${error.message}`),
        );
        this.watchers.add({ dispose: () => watcher.close() });
      } catch (error) {
        this.log.debug(`${uri.fsPath} cannot be watched: ${String(error)}`);
      }
    }
  }

  private foundSoon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.onFound(), INIT_SETTLE);
  }
}
