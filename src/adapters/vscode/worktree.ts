/**
 * One working tree that the window works on: its repository, its journal, its policy, and where HEAD is.
 */
import { watch, type FSWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { FileRecorder } from '../../core/journal/fileRecorder';
import { parsePolicy } from '../../core/policy/parsePolicy';
import {
  defaultDestructive,
  defaultPolicy,
  policyFileName,
  type CriticalRule,
  type DestructivePolicy,
  type Policy,
} from '../../core/policy/policy';
import type { Git, Logger } from '../../core/ports';
import type { CommittedAuthors } from '../git/committedAuthors';
import { textOf } from '../git/gitText';
import { readObjects } from '../git/objects';
import type { RulesFor } from '../git/provenance';
import type { Repository } from '../git/repository';
import { WorktreeRules } from '../git/worktreeRules';
import { ReportWatch } from '../node/reportWatch';
import type { WorktreeJournal } from '../node/worktreeJournal';

/** Git touches its directory many times for one commit; milliseconds. */
const HEAD_SETTLE = 120;

export class Worktree implements Disposable {
  private readonly store = new DisposableStore();
  private readonly headMoved = this.store.add(new vscode.EventEmitter<void>());
  private readonly policyChanged = this.store.add(new vscode.EventEmitter<void>());
  private readonly gitTouched = this.store.add(new vscode.EventEmitter<void>());
  private readonly reported = this.store.add(new vscode.EventEmitter<void>());
  private readonly reports: ReportWatch;
  /** Made when the first file is opened: few repositories have notes. */
  private committed: Promise<CommittedAuthors> | null = null;
  private rules: WorktreeRules | null = null;
  /** Paths whose attributes are to be learned. */
  private toLearn: string[] = [];
  private policyGroups: Policy['groups'] = new Map();
  private destructivePolicy: DestructivePolicy | null = defaultDestructive;
  private problems = 0;
  /** What HEAD has of files that were asked for. */
  private readonly committedTexts = new Map<string, Promise<string>>();
  private head: string | null = null;
  private hasSettled = false;
  private timer: NodeJS.Timeout | null = null;

  /** Fires after lines that are now in HEAD were settled. */
  readonly onDidMoveHead = this.headMoved.event;
  readonly onDidChangePolicy = this.policyChanged.event;
  /** Fires when git did something: staged, committed, switched. */
  readonly onDidTouchGit = this.gitTouched.event;
  /** Fires when a tool outside the editor has reported something about files. */
  readonly onDidReport = this.reported.event;

  constructor(
    readonly repository: Repository,
    readonly git: Git,
    readonly journal: WorktreeJournal,
    private readonly log: Logger,
  ) {
    this.reports = this.store.add(new ReportWatch(repository.stateDir, () => this.reported.fire()));
    this.store.add(journal);
    this.store.add({ dispose: () => this.timer !== null && clearTimeout(this.timer) });
  }

  /** Reads policy and HEAD, and watches both from now on. */
  async start(): Promise<void> {
    await Promise.all([this.readPolicy(), this.checkHead()]);
    const policy = new vscode.RelativePattern(vscode.Uri.file(this.repository.root), policyFileName);
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(policy));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.store.add(event(() => this.readPolicy()));
    }
    this.store.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (isAboutRules(this.repository.root, uri.fsPath)) void this.readPolicy();
      }),
    );
    this.watchHead();
    this.store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && this.checkSoon()));
  }

  /**
   * The rule that makes a path critical, or null. `path` is relative to the root. Of a path that nobody asked for yet,
   * its attributes are learned meanwhile, and the policy changes when they make a difference.
   */
  ruleOf(path: string): CriticalRule | null {
    if (this.rules === null) return null;
    if (!this.rules.knows(path)) this.learnSoon(path);
    return this.rules.ruleOf(path);
  }

  /** The names of rules, attributes included. */
  readonly rulesFor: RulesFor = async (paths) => {
    return (await this.rules?.rulesFor(paths)) ?? (() => null);
  };

  /** The people behind the names of groups. */
  get groups(): Policy['groups'] {
    return this.policyGroups;
  }

  /** What counts as a destructive edit; null: nothing. */
  get destructive(): DestructivePolicy | null {
    return this.destructivePolicy;
  }

  /** A file as HEAD has it; empty when it has none. */
  async committedText(path: string): Promise<string> {
    const { head } = this;
    if (head === null) return '';
    const known = this.committedTexts.get(path) ?? this.readCommitted(head, path);
    this.committedTexts.set(path, known);
    return known.catch((error: unknown) => {
      this.committedTexts.delete(path);
      throw error;
    });
  }

  /** How many problems the policy file has. */
  get policyProblems(): number {
    return this.problems;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async readPolicy(): Promise<void> {
    let text: string | null = null;
    try {
      text = await readFile(join(this.repository.root, policyFileName), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.log.error('The policy cannot be read.', error);
    }
    const parsed = text === null ? null : parsePolicy(text);
    this.rules = await WorktreeRules.read(
      this.git,
      this.repository.root,
      parsed?.policy ?? defaultPolicy,
      this.rules,
    );
    this.policyGroups = parsed?.policy.groups ?? new Map();
    this.destructivePolicy = parsed === null ? defaultDestructive : parsed.policy.destructive;
    this.problems = parsed?.problems.length ?? 0;
    if (!this.store.isDisposed) this.policyChanged.fire();
  }

  private learnSoon(path: string): void {
    if (this.toLearn.push(path) > 1) return;
    setImmediate(() => {
      const { rules, toLearn } = this;
      this.toLearn = [];
      void rules?.learn(toLearn).then((isNew) => {
        if (isNew && rules === this.rules && !this.store.isDisposed) this.policyChanged.fire();
      });
    });
  }

  private async readCommitted(head: string, path: string): Promise<string> {
    const [object] = await readObjects(this.git, [`${head}:${path}`]);
    return object?.type === 'blob' ? textOf(object.content) : '';
  }

  private watchHead(): void {
    const { gitDir, commonDir } = this.repository;
    // HEAD itself changes on a switch, its log or table on every commit; the index changes with nearly everything. Programs
    // that write hooks come any time.
    for (const directory of [
      gitDir,
      ...['logs', 'reftable'].map((name) => join(gitDir, name)),
      join(commonDir, 'hooks'),
    ]) {
      try {
        const watcher: FSWatcher = watch(directory, () => this.checkSoon());
        watcher.on('error', (error) =>
          this.log.debug(`The git directory is no longer watched: ${error.message}`),
        );
        this.store.add({ dispose: () => watcher.close() });
      } catch (error) {
        this.log.debug(`${directory} cannot be watched: ${String(error)}`);
      }
    }
  }

  private checkSoon(): void {
    if (this.store.isDisposed) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.gitTouched.fire();
      this.reports.tryAgain();
      this.checkHead().catch((error: unknown) => this.log.error('HEAD could not be read.', error));
    }, HEAD_SETTLE);
  }

  private async checkHead(): Promise<void> {
    const { code, stdout } = await this.git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    const head = code === 0 ? textOf(stdout).trim() : null;
    if (head === this.head || this.store.isDisposed) return;
    this.head = head;
    this.committedTexts.clear();
    this.rules?.forget();
    await this.settle().catch((error: unknown) => {
      // Asked again when git next moves.
      this.head = null;
      throw error;
    });
  }

  /** An undo or redo may bring back what was in progress before a commit. */
  travelled(): void {
    if (!this.hasSettled) return;
    this.head = null;
    this.checkSoon();
  }

  /** Learns from HEAD's note who wrote the lines of a file that was opened: a tool may rewrite them. */
  async remember(file: FileRecorder): Promise<void> {
    const { head } = this;
    if (head === null) return;
    this.committed ??= import('../git/committedAuthors').then((part) => new part.CommittedAuthors(this.git));
    const known = await (await this.committed).of(head, file.path);
    if (known !== null && head === this.head && !this.store.isDisposed) file.remember(known);
  }

  /** Takes what stands in HEAD out of what is in progress. */
  private async settle(): Promise<void> {
    const paths = this.journal.paths();
    if (this.head === null || paths.length === 0) return;
    const [stash, ...objects] = await readObjects(this.git, [
      'refs/stash',
      ...paths.map((path) => `${this.head}:${path}`),
    ]);
    const texts = paths.map((path, index): [string, string] => {
      const object = objects[index];
      return [path, object?.type === 'blob' ? textOf(object.content) : ''];
    });
    if (this.store.isDisposed) return;
    this.journal.settle(new Map(texts), Boolean(stash));
    this.hasSettled = true;
    this.headMoved.fire();
  }
}

/** The policy itself, and the files that put paths under its rules. */
function isAboutRules(root: string, file: string): boolean {
  if (file === join(root, policyFileName)) return true;
  return file.startsWith(root) && /[\\/](?:\.gitattributes|CODEOWNERS)$/.test(file);
}
