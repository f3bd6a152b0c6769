/**
 * Health and staged attribution of each repository, computed in the background and kept.
 */
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Attribution } from '../../core/model';
import type { Logger } from '../../core/ports';
import type { RepositoryHealth } from '../../core/present/health';
import type { DocumentTracker } from './documentTracker';
import type { HookController } from './hookController';
import type { SignalWatch } from './signalWatch';
import type { Worktree } from './worktree';
import { worktreeProvenance } from './worktreeProvenance';
import type { Worktrees } from './worktrees';

/** Git and the editor report in bursts; milliseconds. */
const CALM = 600;

interface Status {
  readonly health: RepositoryHealth;
  readonly staged: Attribution | null;
}

export class RepositoryStatuses implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<string>());
  private readonly known = new Map<string, Status>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** Fires with the root of the repository whose status changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly worktrees: Worktrees,
    private readonly hooks: HookController,
    private readonly signals: SignalWatch,
    private readonly log: Logger,
    tracker: DocumentTracker,
  ) {
    this.store.add(worktrees.onDidOpen((worktree) => this.watch(worktree)));
    this.store.add(tracker.onDidSeeAi(({ worktree }) => this.soon(worktree.repository.root)));
    this.store.add(signals.onDidChange(() => this.allSoon()));
    this.store.add(hooks.onDidChange((root) => this.soon(root)));
    this.store.add({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
  }

  /** Null until it is known. */
  statusOf(root: string): Status | null {
    return this.known.get(root) ?? null;
  }

  /** Something about the repository changed: hooks were installed or removed. */
  soon(root: string): void {
    if (this.timers.has(root) || this.store.isDisposed) return;
    const timer = setTimeout(() => {
      this.timers.delete(root);
      this.update(root).catch((problem: unknown) =>
        this.log.error(`The status of ${root} is not known.`, problem),
      );
    }, CALM);
    this.timers.set(root, timer);
  }

  private allSoon(): void {
    for (const { repository } of this.worktrees.all()) this.soon(repository.root);
  }

  dispose(): void {
    this.store.dispose();
  }

  private watch(worktree: Worktree): void {
    const { root } = worktree.repository;
    this.store.add(worktree.onDidTouchGit(() => this.soon(root)));
    this.store.add(worktree.onDidChangePolicy(() => this.soon(root)));
    this.soon(root);
  }

  private async update(root: string): Promise<void> {
    const worktree = this.worktrees.at(root);
    if (worktree === null) return;
    const [hooks, staged] = await Promise.all([
      this.hooks.status(root),
      worktreeProvenance(worktree, 'staged'),
    ]);
    const { policyProblems } = worktree;
    const { problem } = worktree.journal;
    const health: RepositoryHealth = {
      hooks,
      policyProblems,
      journalProblem: problem,
      signalProblems: this.signals.current,
    };
    const status: Status = { health, staged };
    if (this.store.isDisposed || JSON.stringify(this.known.get(root)) === JSON.stringify(status)) return;
    this.known.set(root, status);
    this.changed.fire(root);
  }
}
