/**
 * The AI Provenance view in Source Control: what the next commit would record, and which commits wait for this person.
 */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Waiting } from '../adapters/git/countersigning';
import type { Countersignatures } from '../adapters/vscode/countersignatures';
import type { Worktree } from '../adapters/vscode/worktree';
import type { Worktrees } from '../adapters/vscode/worktrees';
import { DisposableStore, type Disposable } from '../core/disposable';
import { CountersignError } from '../core/errors';
import type { Logger } from '../core/ports';
import type { Translate } from '../core/present/translate';
import { treeText } from '../core/present/treeText';
import { ProvenanceNode } from './provenanceNode';
import type { Repositories } from './repositories';
import { UncommittedNodes, type UncommittedAttribution } from './uncommittedNodes';
import { WaitingNodes } from './waitingNodes';

/** Git and the editor report in bursts; milliseconds. */
const CALM = 600;

export interface TreeParts {
  readonly worktrees: Worktrees;
  readonly attribution: UncommittedAttribution;
  readonly repositories: Repositories;
  readonly log: Logger;
  readonly t: Translate;
}

interface Found {
  /** Of what it depends on. */
  readonly fingerprint: string;
  readonly waiting: Promise<ProvenanceNode[]>;
}

export class ProvenanceTree implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  private readonly texts;
  private readonly uncommitted;
  private readonly found = new Map<string, Found>();
  private readonly heard = new Set<Worktree>();
  private timer: NodeJS.Timeout | null = null;

  /** Fires when it has other entries. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly parts: TreeParts,
    private readonly source: Countersignatures,
  ) {
    this.texts = treeText(parts.t);
    this.uncommitted = new UncommittedNodes(parts.attribution, source, this.texts);
    this.store.add(vscode.workspace.onDidSaveTextDocument(() => this.soon()));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.soon()));
    this.store.add(source.onDidRefresh(() => this.soon()));
    this.store.add({ dispose: () => this.timer !== null && clearTimeout(this.timer) });
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The entries below one; without one, those at the top: of the only repository, or one for each. */
  async below(node?: ProvenanceNode): Promise<ProvenanceNode[]> {
    if (node !== undefined) return node.below();
    const roots = await this.parts.repositories.roots();
    const all = await Promise.all(roots.map((root) => this.of(root)));
    if (roots.length < 2) return all.flat();
    return roots.flatMap((root, index) => {
      const nodes = all[index] ?? [];
      const icon = new vscode.ThemeIcon('repo');
      const parts = { id: root, icon, tooltip: root, isOpen: true, below: () => nodes };
      return nodes.length === 0 ? [] : [new ProvenanceNode(basename(root), parts)];
    });
  }

  private async of(root: string): Promise<ProvenanceNode[]> {
    const worktree = this.parts.worktrees.at(root);
    if (worktree === null) return [];
    this.hear(worktree);
    const [uncommitted, isAsked] = await Promise.all([
      this.uncommitted.of(worktree),
      this.source.isAskedElsewhere(root),
    ]);
    if (!isAsked) return uncommitted;
    const below = (): Promise<ProvenanceNode[]> => this.waitingIn(root);
    const icon = new vscode.ThemeIcon('checklist');
    const parts = { id: `${root} waiting`, icon, isOpen: true, below };
    return [...uncommitted, new ProvenanceNode(this.texts.waiting, parts)];
  }

  /** Asks git again only when something is another than it was. */
  private async waitingIn(root: string): Promise<ProvenanceNode[]> {
    const countersigning = await this.source.at(root);
    const fingerprint = await countersigning.waitingFingerprint();
    const known = this.found.get(root);
    if (known?.fingerprint === fingerprint) return known.waiting;
    const nodes = new WaitingNodes(root, countersigning, this.texts);
    const waiting = countersigning.waiting().then(
      (answer: Waiting) => nodes.of(answer),
      (problem: unknown) => {
        this.found.delete(root);
        return [this.problem(root, problem)];
      },
    );
    this.found.set(root, { fingerprint, waiting });
    return waiting;
  }

  private problem(root: string, problem: unknown): ProvenanceNode {
    if (!CountersignError.is(problem)) this.parts.log.error('It is not known what waits.', problem);
    const said = problem instanceof Error ? problem.message : String(problem);
    return new ProvenanceNode(said, { id: `${root} problem`, icon: new vscode.ThemeIcon('warning') });
  }

  private hear(worktree: Worktree): void {
    if (this.heard.has(worktree)) return;
    this.heard.add(worktree);
    this.store.add(worktree.onDidTouchGit(() => this.soon()));
    this.store.add(worktree.onDidChangePolicy(() => this.soon()));
  }

  private soon(): void {
    if (this.store.isDisposed) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), CALM);
  }
}
