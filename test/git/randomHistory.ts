/**
 * Random histories in which few files are changed often, made, removed, renamed and copied on branches that merge, so
 * that questions about lines have many ways to go.
 */
import { seededRandom } from '../bench/seededRandom';
import type { TestRepository } from './support';

type Tree = ReadonlyMap<string, readonly string[]>;

interface Tip {
  readonly mark: number;
  readonly tree: Tree;
}

const BRANCHES = 3;
const NAMES = ['a.ts', 'b.ts', 'dir/c.ts', 'dir/d ö.ts', 'e.ts', 'moved/f.ts'];

/** Gives the branch `main` of a repository about `commits` commits, and the tag `c<number>` to each. */
export function makeRandomHistory(repository: TestRepository, seed: number, commits: number): void {
  const history = new RandomHistory(seededRandom(seed));
  for (let number = 1; number < commits; number++) history.next();
  history.joinAll();
  const { code, stderr } = repository.run('git', ['fast-import', '--quiet', '--done'], {
    stdin: history.stream,
  });
  if (code !== 0) throw new Error(`git fast-import ended with ${code}: ${stderr}`);
}

class RandomHistory {
  private text = '';
  private mark = 0;
  private words = 0;
  private readonly tips: Tip[];

  constructor(private readonly random: () => number) {
    const first = this.commit(
      [],
      new Map([NAMES[0], NAMES[1]].map((name) => [name as string, this.lines(12)])),
    );
    this.tips = Array.from({ length: BRANCHES }, () => first);
  }

  get stream(): string {
    return `${this.text}reset refs/heads/main\nfrom :${this.tips[0]?.mark ?? 0}\n\ndone\n`;
  }

  next(): void {
    const at = this.below(BRANCHES);
    const tip = this.tips[at] as Tip;
    const other = this.tips[this.below(BRANCHES)] as Tip;
    const isMerge = other.mark !== tip.mark && this.random() < 0.25;
    this.tips[at] = isMerge ? this.merged(tip, other) : this.commit([tip], this.changed(tip.tree));
  }

  joinAll(): void {
    const [first, ...others] = this.tips as [Tip, ...Tip[]];
    this.tips[0] = others.reduce(
      (tip, other) => (tip.mark === other.mark ? tip : this.merged(tip, other)),
      first,
    );
  }

  private commit(parents: readonly Tip[], tree: Tree): Tip {
    const mark = ++this.mark;
    // Now and then the clock is wrong.
    const time = 1_700_000_000 + (this.random() < 0.1 ? mark - 20 : mark) * 60;
    const [from, ...merges] = parents.map((parent) => parent.mark);
    this.text += `commit refs/tags/c${mark}\nmark :${mark}\ncommitter Dana <dana@example.com> ${time} +0000\n${data('x')}`;
    if (from !== undefined) this.text += `from :${from}\n`;
    this.text += merges.map((one) => `merge :${one}\n`).join('');
    this.text += 'deleteall\n';
    for (const [path, lines] of tree)
      this.text += `M 100644 inline ${JSON.stringify(path).replace('ö', '\\303\\266')}\n${data(`${lines.join('\n')}\n`)}`;
    return { mark, tree };
  }

  private merged(tip: Tip, other: Tip): Tip {
    const tree = new Map<string, readonly string[]>();
    for (const path of new Set([...tip.tree.keys(), ...other.tree.keys()])) {
      const lines = this.mergedFile(tip.tree.get(path), other.tree.get(path));
      if (lines !== null) tree.set(path, lines);
    }
    return this.commit([tip, other], this.random() < 0.2 ? this.changed(tree) : tree);
  }

  private mergedFile(one: readonly string[] = [], other: readonly string[] = []): readonly string[] | null {
    const kind = this.random();
    const mixed = [...one.slice(0, this.below(one.length + 1)), ...other.slice(this.below(other.length + 1))];
    const lines = kind < 0.4 ? one : kind < 0.8 ? other : mixed;
    return lines.length === 0 ? null : lines;
  }

  private changed(tree: Tree): Tree {
    const next = new Map(tree);
    const path = this.oneOf(NAMES);
    const lines = next.get(path);
    const kind = this.random();
    if (lines === undefined) {
      // New, or the copy of another, or what another becomes.
      const [from, text] = this.oneOf([...tree.entries(), ['', this.lines(8)] as const]);
      next.set(path, kind < 0.3 ? text : kind < 0.6 ? this.edited(text) : this.lines(8));
      if (kind < 0.5) next.delete(from);
    } else if (kind < 0.1) next.delete(path);
    else next.set(path, kind < 0.2 ? lines.map((line) => `  ${line.trim()}`) : this.edited(lines));
    if (this.random() < 0.2) next.set('elsewhere.txt', this.lines(2));
    return next.size === 0 ? tree : next;
  }

  private edited(lines: readonly string[]): string[] {
    const at = this.below(lines.length + 1);
    return [...lines.slice(0, at), ...this.lines(this.below(3)), ...lines.slice(at + this.below(3)), '}'];
  }

  private lines(count: number): string[] {
    return Array.from({ length: count }, () => (this.random() < 0.15 ? '}' : `line ${this.words++};`));
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private oneOf<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
