/**
 * The git hooks of the window's repositories: one change at a time, and always pointing at this editor's runtime.
 */
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { HookState } from '../../core/present/health';
import type { Git, Logger } from '../../core/ports';
import type { HookInstaller } from '../git/hookInstaller';
import type { HooksStatus } from '../git/hookStatus';
import { findRepository } from '../git/repository';
import { writeNodePointer } from '../node/nodePointer';

export interface HookProgramSource {
  /** Path of the bundled `hook.js`. */
  readonly program: string;
  readonly version: string;
}

export class HookController implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<string>());
  private readonly queues = new Map<string, Promise<unknown>>();

  /** Fires with the root of a repository whose hooks were installed, removed or found in order. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly gitIn: (directory: string) => Git,
    private readonly source: HookProgramSource,
    private readonly log: Logger,
  ) {}

  /** Rejects with a `CountersignError` that says what to do. */
  install(root: string): Promise<HookState> {
    return this.queued(root, async () => {
      const state = stateOf(await (await this.installer(root)).install());
      this.log.info(`Installed the git hooks of ${root}`);
      this.changed.fire(root);
      return state;
    });
  }

  uninstall(root: string): Promise<HookState> {
    return this.queued(root, async () => {
      const state = stateOf(await (await this.installer(root)).uninstall());
      this.log.info(`Removed the git hooks of ${root}`);
      this.changed.fire(root);
      return state;
    });
  }

  status(root: string): Promise<HookState> {
    return this.queued(root, async () => stateOf(await (await this.installer(root)).status()));
  }

  /** Hooks that are installed run with this editor's runtime and are of this version. Others are left alone. */
  refresh(root: string): Promise<HookState> {
    return this.queued(root, async () => {
      const installer = await this.installer(root);
      const status = await installer.status();
      if (status.state === 'outdated') return stateOf(await installer.install());
      if (status.state === 'installed') {
        const repository = await findRepository(this.gitIn(root), root);
        await writeNodePointer(repository.sharedDir, process.execPath);
        this.changed.fire(root);
      }
      return stateOf(status);
    });
  }

  dispose(): void {
    this.store.dispose();
  }

  private async installer(root: string): Promise<HookInstaller> {
    const git = this.gitIn(root);
    const { HookInstaller: Installer } = await import('../git/hookInstaller');
    return new Installer(git, await findRepository(git, root), {
      ...this.source,
      node: process.execPath,
    });
  }

  private queued<T>(root: string, action: () => Promise<T>): Promise<T> {
    const next = (this.queues.get(root) ?? Promise.resolve()).then(action, action);
    this.queues.set(root, next);
    return next;
  }
}

function stateOf({ state, detail }: HooksStatus): HookState {
  switch (state) {
    case 'installed':
      return { kind: 'installed' };
    case 'not-installed':
      return { kind: 'missing' };
    case 'outdated':
      return { kind: 'outdated' };
    case 'overwritten':
      return { kind: 'unusable', detail: detail ?? '' };
  }
}
