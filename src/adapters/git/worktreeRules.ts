/**
 * The rules of a working tree as it stands: the patterns of its policy, its CODEOWNERS, and the attributes of its paths.
 * What is wrong with them stops nobody who writes or commits: `check` refuses it, here it counts as far as it can be read.
 */
import { dirname, join } from 'node:path';
import { parseAttributes } from '../../core/gate/parseAttributes';
import { RULE_ATTRIBUTE } from '../../core/gate/ruleAttribute';
import { RuleBook } from '../../core/gate/ruleBook';
import type { CodeOwners } from '../../core/policy/codeOwners';
import { goesByOwners } from '../../core/policy/goesByOwners';
import type { CriticalRule, Policy } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readCodeOwners } from '../node/readCodeOwners';
import { readRegularFile } from '../node/readRegularFile';
import { textOf } from './gitText';
import type { RulesFor } from './provenance';

/** Milliseconds. Git may compare a pattern with a path for very long, and a commit waits. */
const PATIENCE = 1000;

export class WorktreeRules {
  private readonly book: RuleBook;
  /** By path: whether its attributes turned out to be others than was known. */
  private asked = new Map<string, Promise<boolean>>();
  /** Whether the attribute file of a folder, or of one above it, speaks of ours. */
  private folders = new Map<string, Promise<boolean>>();

  private constructor(
    private readonly git: Git,
    private readonly root: string,
    policy: Policy,
    owners: CodeOwners | null,
    private readonly attributes: Map<string, string>,
  ) {
    this.book = new RuleBook(policy, this.attributes, owners, true);
  }

  /**
   * @param git runs in the root of the working tree
   * @param former whose attributes count until they are learned anew
   */
  static async read(
    git: Git,
    root: string,
    policy: Policy,
    former: WorktreeRules | null = null,
  ): Promise<WorktreeRules> {
    const owners = goesByOwners(policy) ? await readCodeOwners(root) : null;
    const usable = typeof owners === 'string' ? null : owners;
    return new WorktreeRules(git, root, policy, usable, new Map(former?.attributes));
  }

  /** The rule for a path, as far as its attributes were learned. */
  ruleOf(path: string): CriticalRule | null {
    return this.book.reasonOf(path)?.rule ?? null;
  }

  /** The names of rules, attributes included. */
  readonly rulesFor: RulesFor = async (paths) => {
    await this.learn(paths);
    return (path) => this.ruleOf(path)?.name ?? null;
  };

  /** Whether the attributes of a path were asked for. */
  knows(path: string): boolean {
    return this.asked.has(path);
  }

  /** Attribute files are others now. What was known counts until it is learned anew. */
  forget(): void {
    this.asked = new Map();
    this.folders = new Map();
  }

  /**
   * Learns the attributes of paths, and answers whether any of them turned out to be another than was known. No process
   * is started where no attribute file speaks of ours. Where git does not answer, what was known stays. Never throws.
   */
  async learn(paths: readonly string[]): Promise<boolean> {
    const unknown = paths.filter((path) => !this.asked.has(path));
    const news = this.news(unknown);
    for (const path of unknown)
      this.asked.set(
        path,
        news.then((changed) => changed.has(path)),
      );
    return (await Promise.all(paths.flatMap((path) => this.asked.get(path) ?? []))).includes(true);
  }

  /** The paths whose attributes are now known to be others. */
  private async news(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const covered = await Promise.all(paths.map((path) => this.isCovered(dirname(path))));
    const values = await this.valuesOf(paths.filter((_, index) => covered[index]));
    if (values === null) return new Set();
    const changed = paths.filter((path) => this.attributes.get(path) !== values.get(path));
    for (const path of changed) {
      const value = values.get(path);
      if (value === undefined) this.attributes.delete(path);
      else this.attributes.set(path, value);
    }
    return new Set(changed);
  }

  /** @param folder posix path from the root; `.` is the root */
  private isCovered(folder: string): Promise<boolean> {
    const known = this.folders.get(folder) ?? this.speaksOfOurs(folder);
    this.folders.set(folder, known);
    return known;
  }

  private async speaksOfOurs(folder: string): Promise<boolean> {
    const text = await readRegularFile(join(this.root, folder, '.gitattributes')).catch(() => '');
    const above = dirname(folder);
    return text.includes(RULE_ATTRIBUTE) || (above !== folder && (await this.isCovered(above)));
  }

  /** Null when git does not tell in time. */
  private async valuesOf(paths: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
    if (paths.length === 0) return new Map();
    const command = ['-c', 'core.attributesFile=', 'check-attr', '-z', '--stdin', RULE_ATTRIBUTE];
    const stdin = paths.map((path) => `${path}\0`).join('');
    const options = { env: { GIT_ATTR_NOSYSTEM: '1' }, stdin, patience: PATIENCE };
    const output = await this.git.run(command, options).catch(() => null);
    return output?.code === 0 ? parseAttributes(textOf(output.stdout)) : null;
  }
}
