/**
 * The countersignatures of the window's repositories: what reviews them, and what is known of committed lines. Git is
 * asked when it did something, never while a person types.
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { Logger } from '../../core/ports';
import type { CommittedBlock } from '../../core/present/committedBlock';
import type { Translate } from '../../core/present/translate';
import { policyFileName } from '../../core/policy/policy';
import { textOf } from '../git/gitText';
import { readObjects } from '../git/objects';
import type { Countersigning } from '../git/countersigning';
import type { Settings } from './settings';
import { settings as table } from './settingsTable';
import type { Worktree } from './worktree';
import type { Worktrees } from './worktrees';

/** Where the policy is that a branch may be judged by; which of them it is, is found out when any asks for signatures. */
const POLICIES = [
  'HEAD',
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/heads/main',
  'refs/heads/master',
];

/** Git works in bursts, and a person who types is left alone; milliseconds. */
const CALM = 800;

interface Known {
  readonly worktree: Worktree;
  timer: NodeJS.Timeout | null;
  /** Stops the work that is going on. */
  stop: AbortController;
  fingerprint: string;
  blocks: ReadonlyMap<string, readonly CommittedBlock[]>;
}

export class Countersignatures implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<void>());
  private readonly refreshed = this.store.add(new vscode.EventEmitter<void>());
  private readonly known = new Map<string, Known>();
  /** Roots whose HEAD is listened to. */
  private readonly heard = new Set<string>();
  private readonly asked = new Map<string, Promise<boolean>>();
  private lastTyped = 0;

  /** Fires when something else is known of the committed lines of a repository. */
  readonly onDidChange = this.changed.event;
  /** Fires when something was signed, or is compared with something else. */
  readonly onDidRefresh = this.refreshed.event;

  constructor(
    private readonly worktrees: Worktrees,
    private readonly settings: Settings,
    private readonly log: Logger,
    private readonly t: Translate,
  ) {
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === 'file') this.lastTyped = Date.now();
      }),
    );
    this.store.add(settings.onDidChange([table.reviewBases], () => this.refresh()));
    this.store.add({ dispose: () => this.known.forEach(giveUp) });
  }

  /** What reviews and signs in a working tree. */
  async at(root: string, signal?: AbortSignal): Promise<Countersigning> {
    const part = await import('../git/countersigning');
    const bases = this.settings.get(table.reviewBases, vscode.Uri.file(root));
    return new part.Countersigning(root, bases, this.t, signal);
  }

  /** What is known of the committed lines of a file; asked for once, it is kept up to date. */
  blocksOf(root: string, path: string): readonly CommittedBlock[] {
    const worktree = this.worktrees.at(root);
    if (worktree === null) return [];
    return (this.known.get(root) ?? this.follow(worktree)).blocks.get(path) ?? [];
  }

  /** Whether a policy asks for countersignatures that the one of the working tree may no longer ask for. */
  async isAskedElsewhere(root: string): Promise<boolean> {
    if (this.known.has(root)) return true;
    const worktree = this.worktrees.at(root);
    if (worktree === null) return false;
    const known = this.asked.get(root);
    if (known !== undefined) return known;
    if (!this.heard.has(root)) this.store.add(worktree.onDidMoveHead(() => this.asked.delete(root)));
    this.heard.add(root);
    const asking = isAskedIn(worktree);
    this.asked.set(root, asking);
    return asking;
  }

  /** A file as HEAD has it. */
  async committedText(root: string, path: string): Promise<string> {
    return (await this.worktrees.at(root)?.committedText(path)) ?? '';
  }

  /** Something was signed, or is compared with something else. */
  refresh(): void {
    this.refreshed.fire();
    for (const one of this.known.values()) this.soon(one);
  }

  dispose(): void {
    this.store.dispose();
  }

  private follow(worktree: Worktree): Known {
    const { root, commonDir } = worktree.repository;
    const one: Known = {
      ...{ worktree, timer: null, stop: new AbortController(), fingerprint: '', blocks: new Map() },
    };
    this.known.set(root, one);
    this.store.add(worktree.onDidTouchGit(() => this.soon(one)));
    try {
      const watcher = watch(join(commonDir, 'refs', 'notes'), () => this.soon(one));
      watcher.on('error', () => watcher.close());
      this.store.add({ dispose: () => watcher.close() });
    } catch {
      // Nobody has written notes yet: what git does otherwise has to tell.
    }
    this.soon(one);
    return one;
  }

  private soon(one: Known): void {
    if (this.store.isDisposed) return;
    giveUp(one);
    one.timer = setTimeout(() => {
      if (Date.now() - this.lastTyped < CALM) return this.soon(one);
      one.stop = new AbortController();
      this.update(one, one.stop.signal).catch((problem: unknown) => {
        if (!one.stop.signal.aborted) this.log.warn(`Countersignatures are not known: ${String(problem)}`);
      });
    }, CALM);
  }

  private async update(one: Known, signal: AbortSignal): Promise<void> {
    const countersigning = await this.at(one.worktree.repository.root, signal);
    const fingerprint = await countersigning.fingerprint();
    if (fingerprint === one.fingerprint) return;
    const blocks = await countersigning.committed();
    if (signal.aborted || this.store.isDisposed) return;
    one.fingerprint = fingerprint;
    one.blocks = blocks;
    this.changed.fire();
  }
}

async function isAskedIn({ git }: Worktree): Promise<boolean> {
  const policies = await readObjects(
    git,
    POLICIES.map((revision) => `${revision}:${policyFileName}`),
  );
  return policies.some((policy) => policy !== null && textOf(policy.content).includes('"countersign"'));
}

function giveUp({ timer, stop }: Known): void {
  if (timer !== null) clearTimeout(timer);
  stop.abort();
}
