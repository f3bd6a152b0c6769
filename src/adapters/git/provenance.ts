/**
 * Answers "who wrote what" for the working tree and for commits that are being made: git's changes joined with what
 * the journal knows. One place for the hooks, the command line and the editor.
 */
import type { AttributedText } from '../../core/model';
import type { Git } from '../../core/ports';
import { attribute, type AttributionResult } from '../../core/commit/attribute';
import type { FileChange } from '../../core/commit/fileChange';
import type { Commit } from './commits';
import { emptyTree, readChanges, readUntracked, type ChangeRange } from './changes';
import { mergeChanges } from './mergeChanges';

/** What is known about the files of a repository. */
export interface Knowledge {
  /** Known versions of each path, newest first. */
  readonly files: ReadonlyMap<string, readonly AttributedText[]>;
  /** Name of the policy rule that makes a path critical. */
  readonly criticalRuleOf: (path: string) => string | null;
}

/** Answers questions about one working tree; `git` must run in its root. */
export class Provenance {
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
    return this.attributed(await this.against(parents, (base) => ({ kind: 'staged', base })));
  }

  /** What an existing commit added, against its first parent; of a merge, what is in none of its parents. */
  async commit(commit: Commit): Promise<AttributionResult> {
    return this.attributed(
      await this.against(commit.parents, (base) => ({ kind: 'commit', base, commit: commit.id })),
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
    const base = head ?? (await emptyTree(this.git));
    const [changes, untracked] = await Promise.all([
      readChanges(this.git, this.root, { kind: 'uncommitted', base }, () => true, [path]),
      readUntracked(this.git, this.root, [path]),
    ]);
    return this.attributed([...changes, ...untracked]);
  }

  private async against(
    parents: readonly string[],
    range: (base: string) => ChangeRange,
  ): Promise<FileChange[]> {
    const [first = await emptyTree(this.git), ...others] = parents;
    const changes = await this.changes(range(first));
    if (others.length === 0) return changes;
    return mergeChanges(changes, await Promise.all(others.map((parent) => this.changes(range(parent)))));
  }

  private changes(range: ChangeRange): Promise<FileChange[]> {
    const { files } = this.knowledge;
    const isKnown = ({ path, oldPath }: FileChange): boolean =>
      files.has(path) || (oldPath !== null && files.has(oldPath));
    return readChanges(this.git, this.root, range, isKnown);
  }

  private attributed(changes: readonly FileChange[]): AttributionResult {
    const { files, criticalRuleOf } = this.knowledge;
    return attribute(changes, (path) => files.get(path) ?? [], criticalRuleOf);
  }
}
