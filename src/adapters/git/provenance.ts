/**
 * Answers "who wrote what" for the working tree and for commits that are being made: git's changes joined with what
 * the journal knows. One place for the hooks, the command line and the editor.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributedText } from '../../core/model';
import type { Git } from '../../core/ports';
import { attribute, type AttributionResult } from '../../core/commit/attribute';
import type { FileChange } from '../../core/commit/fileChange';
import { sharedLines } from '../../core/journal/sharedLines';
import type { Commit } from './commits';
import { emptyTree, readChanges, readPatch, readUntracked, type ChangeRange } from './changes';
import { mergeChanges } from './mergeChanges';
import { readObjects } from './objects';

/** What is known about the files of a repository. */
export interface Knowledge {
  /** Known versions of each path, newest first. */
  readonly files: ReadonlyMap<string, readonly AttributedText[]>;
  /** Nothing is critical unless it is given. */
  readonly rulesFor?: RulesFor;
}

/** Learns about paths, and gives the name of the policy rule that makes one of them critical. */
export type RulesFor = (paths: readonly string[]) => Promise<(path: string) => string | null>;

/** A file that has so much of the lines of one that is gone is that file under another name. */
const SAME_FILE = 0.5;

/** Answers questions about one working tree; `git` must run in its root. */
export class Provenance {
  private missing: readonly string[] | null = null;

  constructor(
    private readonly git: Git,
    private readonly root: string,
    private readonly knowledge: Knowledge,
  ) {}

  /**
   * What the next commit would record.
   *
   * @param parents ids of the commit's parents to be; none for the first commit, several for a merge
   */
  async staged(parents: readonly string[]): Promise<AttributionResult> {
    return this.attributed(await this.stagedChanges(parents));
  }

  /** The changes that `staged` is about; `patch` is the one against the first parent, when it was asked for before. */
  stagedChanges(parents: readonly string[], patch?: Promise<Uint8Array>): Promise<FileChange[]> {
    return this.against(parents, (base) => ({ kind: 'staged', base }), patch);
  }

  /**
   * What an existing commit added, against its first parent; of a merge, what is in none of its parents.
   *
   * @param patch against its only parent or nothing, when it was asked for before
   */
  async commit(commit: Commit, patch?: Promise<Uint8Array>): Promise<AttributionResult> {
    return this.attributed(
      await this.against(commit.parents, (base) => ({ kind: 'commit', base, commit: commit.id }), patch),
    );
  }

  /** What is changed in the working tree and not staged, with the untracked files that somebody is known to have written. */
  async unstaged(): Promise<AttributionResult> {
    const [changes, untracked] = await Promise.all([
      this.changes({ kind: 'unstaged' }),
      readUntracked(this.git, this.root, [...this.knowledge.files.keys()]),
    ]);
    return this.attributed([...changes, ...untracked]);
  }

  /**
   * Everything that is not committed of one file, staged or not.
   *
   * @param head id of the commit, or null before the first one
   */
  async uncommitted(path: string, head: string | null): Promise<AttributionResult> {
    const range: ChangeRange = { kind: 'uncommitted', base: head ?? (await emptyTree(this.git)) };
    const [changes, untracked] = await Promise.all([
      readChanges(this.git, this.root, range, () => true, readPatch(this.git, range, [path])),
      readUntracked(this.git, this.root, [path]),
    ]);
    return this.attributed([...changes, ...untracked]);
  }

  /** Who wrote the added lines of changes that this gave. */
  async attributed(changes: readonly FileChange[]): Promise<AttributionResult> {
    const { files, rulesFor } = this.knowledge;
    const ruleOf = await rulesFor?.(changes.map(({ path }) => path));
    const all = new Map(files);
    for (const change of changes)
      if (change.newText !== null && this.gone().length > 0) {
        // It may be one of them: new, with other names in between, or known by the old name where a commit was picked.
        const moved = statesOfMoved(change.newText, this.gone(), files);
        all.set(change.path, [...new Set([...(files.get(change.path) ?? []), ...moved])]);
      }
    return attribute(changes, (path) => all.get(path) ?? [], ruleOf);
  }

  private async against(
    parents: readonly string[],
    range: (base: string) => ChangeRange,
    patch?: Promise<Uint8Array>,
  ): Promise<FileChange[]> {
    const [first, ...others] = parents;
    const root = async (): Promise<FileChange[]> => this.changes(range(await emptyTree(this.git)));
    const changes = await (first === undefined
      ? root()
      : this.changes(range(first), patch).catch(async (error: unknown) => {
          // At the border of a shallow clone a commit's parent is not there, and git takes it for a first commit.
          if ((await readObjects(this.git, [first]))[0]) throw error;
          return root();
        }));
    if (others.length === 0) return changes;
    return mergeChanges(changes, await Promise.all(others.map((parent) => this.changes(range(parent)))));
  }

  private changes(range: ChangeRange, patch?: Promise<Uint8Array>): Promise<FileChange[]> {
    const { files } = this.knowledge;
    const isKnown = (change: FileChange): boolean =>
      files.has(change.path) ||
      (change.oldPath !== null && files.has(change.oldPath)) ||
      this.gone().length > 0;
    const candidates = (path: string): string[] => (files.get(path) ?? []).map(({ text }) => text);
    return readChanges(this.git, this.root, range, isKnown, patch, candidates);
  }

  /** Known files that are no longer where they were: others may be one of them, under another name. */
  private gone(): readonly string[] {
    this.missing ??= [...this.knowledge.files.keys()].filter((path) => !existsSync(join(this.root, path)));
    return this.missing;
  }
}

/** What is known of the files, now gone, that one with this text may be. */
function statesOfMoved(
  text: string,
  gone: readonly string[],
  files: Knowledge['files'],
): readonly AttributedText[] {
  const states = gone.flatMap((path) => files.get(path) ?? []);
  return states.filter((state) => sharedLines(state.text, text) >= SAME_FILE);
}
