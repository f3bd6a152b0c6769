/**
 * Loads what reviews and countersignatures need: when a command or the view asks for it, or a file is open whose rule
 * wants them.
 */
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from './core/disposable';
import type { Reviewing, ReviewingParts } from './reviewing';
import type { CommandId } from './surfaces/commandIds';
import type { ProvenanceNode } from './surfaces/provenanceNode';
import type { ReviewControl } from './surfaces/reviewControl';

export class ReviewPart implements ReviewControl, Disposable {
  private readonly store = new DisposableStore();
  private readonly treeChanged = this.store.add(new vscode.EventEmitter<void>());
  private loading: Promise<Reviewing> | null = null;
  private loaded: Reviewing | null = null;

  constructor(private readonly parts: ReviewingParts) {
    const { provenance, log } = parts;
    this.store.add(
      provenance.onDidChange((document) => {
        if (this.loading !== null) return;
        const found = provenance.of(document);
        if (found !== 'stale' && found?.rule?.countersign)
          this.load().catch((error: unknown) => log.error('A part could not be loaded.', error));
      }),
    );
    this.store.add(
      vscode.window.registerTreeDataProvider<ProvenanceNode>('countersign.provenance', {
        onDidChangeTreeData: this.treeChanged.event,
        getTreeItem: (node) => node,
        getChildren: async (node) => (await this.load()).tree.below(node),
        resolveTreeItem: (_item, node) => node.resolved(),
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  async run(id: CommandId, argument: unknown): Promise<void> {
    await (await this.load()).run(id, argument);
  }

  commitOf(uri: vscode.Uri, problem: vscode.Diagnostic): string | null {
    return this.loaded?.commitOf(uri, problem) ?? null;
  }

  private load(): Promise<Reviewing> {
    this.loading ??= import('./reviewing').then((part) => {
      this.loaded = this.store.add(new part.Reviewing(this.parts));
      this.store.add(this.loaded.tree.onDidChange(() => this.treeChanged.fire()));
      return this.loaded;
    });
    return this.loading;
  }
}
