/**
 * The rules of a working tree as it stands: the patterns of its policy, its CODEOWNERS, and the attributes of its paths.
 * What is wrong with them stops nobody who writes or commits: `check` refuses it, here it counts as far as it can be read.
 */
import { dirname, join } from 'node:path';
import { parseAttributes } from '../../core/gate/parseAttributes';
import { RULE_ATTRIBUTE } from '../../core/gate/ruleAttribute';
import { RuleBook } from '../../core/gate/ruleBook';
import type { CodeOwners } from '../../core/policy/codeOwners';
import type { CriticalRule, Policy } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readCodeOwners } from '../node/readCodeOwners';
import { readRegularFile } from '../node/readRegularFile';
import { textOf } from './gitText';

/** Milliseconds. Git may compare a pattern with a path for very long, and a commit waits. */
const PATIENCE = 1000;

export class WorktreeRules {
  private readonly book: RuleBook;
  private asked = new Set<string>();
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
    const goesByOwners = policy.critical.some(({ owners = [] }) => owners.length > 0);
    const owners = goesByOwners ? await readCodeOwners(root) : null;
    const usable = typeof owners === 'string' ? null : owners;
    return new WorktreeRules(git, root, policy, usable, new Map(former?.attributes));
  }

  /** The rule for a path, as far as its attributes were learned. */
  ruleOf(path: string): CriticalRule | null {
    return this.book.reasonOf(path)?.rule ?? null;
  }

  knows(path: string): boolean {
    return this.asked.has(path);
  }

  /** Attribute files are others now. What was known counts until it is learned anew. */
  forget(): void {
    this.asked = new Set();
    this.folders = new Map();
  }

  /**
   * Learns the attributes of paths, and answers whether any is another than was known. No process is started where no
   * attribute file speaks of ours. Never throws.
   */
  async learn(paths: readonly string[]): Promise<boolean> {
    const unknown = paths.filter((path) => !this.asked.has(path));
    unknown.forEach((path) => this.asked.add(path));
    const covered = await Promise.all(unknown.map((path) => this.isCovered(dirname(path))));
    const values = await this.valuesOf(unknown.filter((_, index) => covered[index]));
    const changed = unknown.filter((path) => this.attributes.get(path) !== values.get(path));
    for (const path of changed) {
      const value = values.get(path);
      if (value === undefined) this.attributes.delete(path);
      else this.attributes.set(path, value);
    }
    return changed.length > 0;
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

  private async valuesOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (paths.length === 0) return new Map();
    const command = ['-c', 'core.attributesFile=', 'check-attr', '-z', '--stdin', RULE_ATTRIBUTE];
    const stdin = paths.map((path) => `${path}\0`).join('');
    const options = { env: { GIT_ATTR_NOSYSTEM: '1' }, stdin, patience: PATIENCE };
    const output = await this.git.run(command, options).catch(() => null);
    return output?.code === 0 ? parseAttributes(textOf(output.stdout)) : new Map();
  }
}
