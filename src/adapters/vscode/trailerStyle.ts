/**
 * Hooks cannot ask the editor, so the user's choice of trailers goes where they look: the repository's own git
 * configuration, and only where our hooks are installed.
 */
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Git, Logger } from '../../core/ports';
import { textOf } from '../git/gitText';
import type { HookController } from './hookController';
import type { Settings } from './settings';
import { settings as table } from './settingsTable';
import type { Worktrees } from './worktrees';

const KEY = 'countersign.trailerStyle';

export class TrailerStyle implements Disposable {
  private readonly store = new DisposableStore();

  constructor(
    private readonly gitIn: (directory: string) => Git,
    private readonly hooks: HookController,
    private readonly settings: Settings,
    private readonly log: Logger,
    worktrees: Worktrees,
  ) {
    const all = (): void => worktrees.all().forEach(({ repository }) => this.write(repository.root));
    this.store.add(settings.onDidChange([table.trailersStyle], all));
    this.store.add(hooks.onDidChange((root) => this.write(root)));
  }

  dispose(): void {
    this.store.dispose();
  }

  private write(root: string): void {
    this.update(root).catch((problem: unknown) =>
      this.log.error(`The trailer style of ${root} is as before.`, problem),
    );
  }

  private async update(root: string): Promise<void> {
    if ((await this.hooks.status(root)).kind !== 'installed') return;
    const git = this.gitIn(root);
    const style = this.settings.get(table.trailersStyle, vscode.Uri.file(root));
    const known = textOf((await git.run(['config', '--local', '--get', KEY])).stdout).trim();
    const isDefault = style === table.trailersStyle.fallback;
    if (known === style || (known === '' && isDefault)) return;
    await git.run(isDefault ? ['config', '--local', '--unset-all', KEY] : ['config', '--local', KEY, style]);
  }
}
