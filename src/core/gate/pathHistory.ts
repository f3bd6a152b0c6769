/**
 * The part of a range's history that says where the lines of some files come from. One walk of git finds it for all of
 * them, so that `git blame` need not walk the whole range again for each file.
 */

const MARK = 'commit';

/** The options that make `git log` print what is read here. Parents are the nearest commits that concern the files. */
export const PATH_HISTORY_OPTIONS: readonly string[] = [
  '-z',
  ...['--topo-order', '--full-history', '--parents'],
  ...['--diff-merges=separate', '--name-status', '--no-renames'],
  `--format=tformat:${[MARK, '%H', '%P'].join('%x00')}%x00`,
];

/** Lines in the form of git's graft files: a commit, then its parents, all as full ids. */
export type Grafts = string;

interface Entry {
  readonly id: string;
  readonly parents: readonly string[];
  /** By path, how it differs from each parent from which it does: git's letters, as `M` or `AM`. */
  readonly differs: Map<string, string>;
}

/** Where the reader is: before a commit, at its id, at its parents, at a file's status, or at its path. */
type Place = 'outside' | 'id' | 'parents' | 'status' | 'path';

/** Takes what git prints in pieces of any size. Never throws; what cannot be read makes no grafts. */
export class PathHistory {
  /** Newest first, every commit before its parents. */
  private readonly entries: Entry[] = [];
  private readonly byId = new Map<string, Entry>();
  private entry: Entry | null = null;
  private place: Place = 'outside';
  private id = '';
  private status = '';
  private rest = '';
  private isTooLong = false;

  /**
   * @param head full id of the commit whose lines blame is asked about
   * @param most commits that may be remembered
   */
  constructor(
    private readonly head: string,
    private readonly most: number,
  ) {}

  /** Whether nothing more needs to be read: there are no grafts then. */
  get isOver(): boolean {
    return this.isTooLong;
  }

  push(text: string): void {
    const tokens = (this.rest + text).split('\0');
    this.rest = tokens.pop() ?? '';
    for (const token of tokens) this.take(token);
  }

  /** Full ids of the commits that made one of the files: there blame asks under which other name it may have been. */
  makers(): readonly string[] {
    return this.isTooLong ? [] : this.entries.filter(isMaker).map(({ id }) => id);
  }

  /**
   * Gives `git blame -S` the history of one file, when git has printed everything; null: it has to walk by itself.
   *
   * @param path one of those that git was asked about
   * @param movers those of the makers that took a file away, too: what they made may be that file
   */
  graftsOf(path: string, movers: ReadonlySet<string>): Grafts | null {
    const [newest] = this.entries;
    if (this.isTooLong || newest === undefined) return null;
    const lines: string[] = [];
    // What stands for a commit that does not change the file: the nearest one before it that does.
    const nearest = new Map<string, string | null>();
    for (const entry of [...this.entries].reverse()) {
      const { id, parents, differs } = entry;
      const how = differs.get(path) ?? '';
      if (isUnclear(entry, how, movers)) return null;
      const isNew = parents.length <= 1 && how === 'A';
      const before = isNew ? [] : parents.flatMap((parent) => standIn(nearest, parent));
      const isKept = parents.length > 1 || how !== '';
      if (isKept) lines.push([id, ...new Set(before)].join(' '));
      nearest.set(id, isKept ? id : (before[0] ?? null));
    }
    const start = nearest.get(newest.id);
    if (start === null || start === undefined) return null;
    return this.head === start ? lines.join('\n') : [...lines, `${this.head} ${start}`].join('\n');
  }

  private take(token: string): void {
    switch (this.place) {
      case 'id':
        this.id = token;
        this.place = 'parents';
        return;
      case 'parents':
        this.begin(token.split(' ').filter((parent) => parent !== ''));
        this.place = 'status';
        return;
      case 'path':
        this.entry?.differs.set(token, (this.entry.differs.get(token) ?? '') + this.status);
        this.place = 'status';
        return;
      default:
        this.takeStatus(token.trimStart());
    }
  }

  private takeStatus(token: string): void {
    if (token === MARK) this.place = 'id';
    else if (this.place === 'status' && token !== '') {
      this.status = token;
      this.place = 'path';
    }
  }

  /** Of a merge git prints as many entries as it has parents from which it differs. */
  private begin(parents: readonly string[]): void {
    const known = this.byId.get(this.id);
    this.entry = known ?? { id: this.id, parents, differs: new Map() };
    if (known !== undefined) return;
    this.isTooLong ||= this.entries.length >= this.most;
    if (this.isTooLong) return;
    this.entries.push(this.entry);
    this.byId.set(this.id, this.entry);
  }
}

function isMaker({ parents, differs }: Entry): boolean {
  return parents.length <= 1 && [...differs.values()].some((how) => how === 'A');
}

/**
 * Whether blame may look for the file under another name: where no parent has it as it is, and one has it not, or as
 * something else than a file.
 */
function isUnclear({ id, parents }: Entry, how: string, movers: ReadonlySet<string>): boolean {
  if (parents.length > 1) return how.length >= parents.length && /[^MD]/.test(how);
  return how === 'A' ? movers.has(id) : /[^MD]/.test(how);
}

function standIn(nearest: ReadonlyMap<string, string | null>, parent: string): string[] {
  const found = nearest.get(parent);
  if (found === undefined) return [parent];
  return found === null ? [] : [found];
}
