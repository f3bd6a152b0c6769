/**
 * How much of the uncommitted change an AI wrote, and whether commits will say so, in the status bar.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { shareOfAttribution, shareOfLines } from '../core/present/aiShare';
import { statusName, statusText } from '../core/present/statusText';
import type { Translate } from '../core/present/translate';
import { commandIds } from './commandIds';
import type { CurrentProvenance } from './currentProvenance';
import { appendPlain } from './plainMarkdown';
import type { RepositoryStatusSource } from './repositoryStatus';

export class StatusBar implements Disposable {
  private readonly store = new DisposableStore();
  private readonly item: vscode.StatusBarItem;

  constructor(
    private readonly provenance: CurrentProvenance,
    private readonly repositories: RepositoryStatusSource,
    private readonly settings: Settings,
    private readonly t: Translate,
  ) {
    const id = 'countersign.share';
    this.item = this.store.add(vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, 100));
    this.item.name = statusName(t);
    this.item.command = commandIds.showActions;
    this.store.add(provenance.onDidChange((document) => this.updateFor(document)));
    this.store.add(vscode.window.onDidChangeActiveTextEditor(() => this.update()));
    this.store.add(repositories.onDidChange(() => this.update()));
    this.store.add(settings.onDidChange([table.statusBar], () => this.update()));
    this.update();
  }

  dispose(): void {
    this.store.dispose();
  }

  private updateFor(document: vscode.TextDocument): void {
    if (document === vscode.window.activeTextEditor?.document) this.update();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const provenance = document === undefined ? null : this.provenance.of(document);
    if (provenance === 'stale') return;
    const root = provenance?.repository?.root ?? null;
    if (provenance === null || root === null || !this.settings.get(table.statusBar, provenance.uri)) {
      this.item.hide();
      return;
    }
    const status = this.repositories.statusOf(root);
    const facts = {
      file: shareOfLines(provenance.lines),
      staged: status?.staged ? shareOfAttribution(status.staged) : null,
      health: status?.health ?? null,
    };
    this.render(statusText(facts, this.t));
  }

  private render({ text, tooltip, label }: ReturnType<typeof statusText>): void {
    const markdown = new vscode.MarkdownString();
    for (const line of tooltip) appendPlain(markdown, line).appendMarkdown('\n\n');
    this.item.text = text;
    this.item.tooltip = markdown;
    this.item.accessibilityInformation = { label, role: 'button' };
    this.item.show();
  }
}
