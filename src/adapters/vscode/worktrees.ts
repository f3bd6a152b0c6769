/**
 * Finds the working tree of each document, once per folder, and keeps those that were found.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import { CountersignError } from '../../core/errors';
import type { Clock, Git, Logger } from '../../core/ports';
import { findRepository, type Repository } from '../git/repository';
import { WorktreeJournal } from '../node/worktreeJournal';
import { Worktree } from './worktree';

export interface PlacedFile {
  readonly worktree: Worktree;
  /** Posix, relative to the working tree's root. */
  readonly path: string;
}

export class Worktrees implements Disposable {
  private readonly store = new DisposableStore();
  private readonly opened = this.store.add(new vscode.EventEmitter<Worktree>());
  private readonly folders = new Map<string, Promise<Worktree | null>>();
  private readonly byRoot = new Map<string, Promise<Worktree>>();
  private readonly ready = new Map<string, Worktree>();

  readonly onDidOpen = this.opened.event;

  /** `gitIn` gives a git that runs in a directory. `onProblem` hears what must be shown to the user. */
  constructor(
    private readonly gitIn: (directory: string) => Git,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  /** The working trees found so far. */
  all(): Worktree[] {
    return [...this.ready.values()];
  }

  /** The working tree with this root, if it was found. */
  at(root: string): Worktree | null {
    return this.ready.get(root) ?? null;
  }

  /** The working tree of a folder; null outside any, and while the workspace is not trusted. */
  async ofFolder(folder: string): Promise<Worktree | null> {
    if (!vscode.workspace.isTrusted || this.store.isDisposed) return null;
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const found = this.find(folder);
    this.folders.set(folder, found);
    const worktree = await found.catch((error: unknown) => {
      this.folders.delete(folder);
      throw error;
    });
    // A folder may become a repository later; ask again next time.
    if (worktree === null) this.folders.delete(folder);
    return worktree;
  }

  /** The working tree of a file and its path there. Files in a git directory belong to none. */
  async ofFile(file: string): Promise<PlacedFile | null> {
    const folder = dirname(file);
    const worktree = await this.ofFolder(folder);
    if (worktree === null) return null;
    const path = this.pathIn(worktree.repository, file);
    return path === null ? null : { worktree, path };
  }

  /** A file's path relative to the root, also when the workspace was opened through a symbolic link. */
  pathIn(repository: Repository, file: string): string | null {
    const path = relative(repository.root, join(realFolder(dirname(file)), file.slice(dirname(file).length)));
    if (path === '' || isAbsolute(path) || path.startsWith('..') || path.startsWith('.git' + sep))
      return null;
    return path.split(sep).join('/');
  }

  dispose(): void {
    this.store.dispose();
    for (const worktree of this.ready.values()) worktree.dispose();
    this.ready.clear();
  }

  private async find(folder: string): Promise<Worktree | null> {
    let repository: Repository;
    try {
      repository = await findRepository(this.gitIn(folder), folder);
    } catch (error) {
      if (!CountersignError.is(error, 'not-a-repository'))
        this.log.warn(`No repository for ${folder}: ${String(error)}`);
      return null;
    }
    const known = this.byRoot.get(repository.root) ?? this.open(repository);
    this.byRoot.set(repository.root, known);
    known.catch(() => this.byRoot.delete(repository.root));
    return known;
  }

  private async open(repository: Repository): Promise<Worktree> {
    const isThere = (path: string): boolean => existsSync(join(repository.root, path));
    const journal = await WorktreeJournal.load(repository.stateDir, isThere, this.clock, this.onProblem);
    const worktree = new Worktree(repository, this.gitIn(repository.root), journal, this.log);
    await worktree.start();
    if (this.store.isDisposed) worktree.dispose();
    else this.ready.set(repository.root, worktree);
    this.log.info(`Following ${repository.root}`);
    this.opened.fire(worktree);
    return worktree;
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    // Gone or not to be looked at; its name is all there is.
    return folder;
  }
}
