/**
 * Compares what the product says of commits and of files with the model.
 */
import type { Author, FileAttribution } from '../../../src/core/model';
import { linesIn, type CommittedLine } from './committedLines';
import type { Account } from './accounts';
import type { Truth } from './truth';
import type { WorkTree } from './workTree';

/**
 * What is wrong with the answer about a line, the worst first; `mixed`: whether an AI and a person both had a part;
 * `count`: trailers that tell other numbers than the note; `broken`: a program ended badly.
 */
export type FaultKind =
  | 'human called ai'
  | 'unknown called ai'
  | 'ai called human'
  | 'unknown called human'
  | 'ai lost'
  | 'mixed'
  | 'count'
  | 'broken';

export interface Fault {
  readonly kind: FaultKind;
  readonly where: string;
  readonly line: string;
}

interface Shown {
  readonly added: number;
  readonly ai: number;
  readonly mixed: number;
  readonly unknown: number;
  readonly files: readonly FileAttribution[];
}

interface Told {
  readonly author: Author;
  readonly mixed: boolean;
}

interface Blamed {
  readonly lines: readonly (Told & { readonly commit: string | null })[];
}

const NOBODY: Told = { author: 'unknown', mixed: false };

export class Judge {
  private readonly judged = new Set<string>();

  constructor(private readonly truth: Truth) {}

  /** Judges commits that are new, and the files of the working tree where there are any. */
  async judge(tree: WorkTree): Promise<Fault[]> {
    const heads = tree.lines('rev-list', 'HEAD', '--branches');
    const news = heads.filter((id) => !this.judged.has(id));
    const faults: Fault[] = [];
    for (const id of news) {
      this.judged.add(id);
      faults.push(...(await this.commit(tree, id)));
    }
    if (news.length > 0) for (const path of tree.files()) faults.push(...(await this.file(tree, path)));
    return faults;
  }

  /** Every numbered line that a commit added. */
  private async commit(tree: WorkTree, id: string): Promise<Fault[]> {
    const shown = await tree.json<Shown>('show', id, '--json');
    if (shown === null) return [{ kind: 'count', where: id, line: 'cannot be shown' }];
    const parents = tree.lines('rev-list', '--parents', '-1', id)[0]?.split(' ').slice(1) ?? [];
    const old = new Set(parents.flatMap((parent) => linesIn(tree, parent).map(({ number }) => number)));
    const by = new Map(shown.files.map((file) => [file.path, file]));
    const told = linesIn(tree, id).flatMap((one) => {
      const file = by.get(one.path);
      const told = file === undefined ? null : toldOf(file, one.index + 1);
      return told === null && old.has(one.number) ? [] : [{ ...one, told: told ?? NOBODY }];
    });
    this.truth.commit(linesIn(tree, id).map(({ number }) => number));
    this.truth.lose(takenForNew(tree, parents, old, told));
    this.truth.lose(rewrittenInAmend(tree, id));
    const faults = told.flatMap((one) =>
      this.compare(one.line, one.told, `commit ${id.slice(0, 10)} ${one.path}:${one.index + 1}`),
    );
    return [...faults, ...countFaults(tree, id, shown)];
  }

  /** Every line of a file of the working tree. Of what is not committed nothing can be lost yet. */
  private async file(tree: WorkTree, path: string): Promise<Fault[]> {
    const blamed = await tree.json<Blamed>('blame', path, '--json');
    const lines = tree.read(path).split('\n');
    return (blamed?.lines ?? []).flatMap(({ commit, ...told }, index) => {
      const line = lines[index] ?? '';
      const where = `blame of ${path}:${index + 1} (${commit?.slice(0, 10) ?? 'not committed'})`;
      return this.compare(line, told, where).filter(({ kind }) => commit !== null || kind !== 'ai lost');
    });
  }

  private compare(line: string, told: Told, where: string): Fault[] {
    const accounts = this.truth.accountsOf(line);
    const kind = accounts === null ? null : this.faultOf(line, accounts, told);
    return kind === null ? [] : [{ kind, where, line }];
  }

  private faultOf(line: string, accounts: readonly Account[], { author, mixed }: Told): FaultKind | null {
    const right = accounts.filter((account) => account.author === author);
    if (right.some((account) => account.mixed === null || account.mixed === mixed)) return null;
    if (right.length > 0) return 'mixed';
    const whose = accounts[0]?.author ?? 'unknown';
    if (author !== 'unknown') return `${whose} called ${author}` as FaultKind;
    return this.truth.isLost(line) || accounts.some(({ hasAi }) => !hasAi) ? null : 'ai lost';
  }
}

/**
 * Of the lines that git takes for new in a commit, and that the note leaves out, those that are not: what stands in a
 * parent under another name (a copy, or a rename with much rewritten), what stands twice in the commit itself and is
 * attested in the other place, and what stood in a file that the commit before deleted (the other half of a rename).
 */
function takenForNew(
  tree: WorkTree,
  [parent, ...others]: readonly string[],
  old: ReadonlySet<number>,
  all: readonly (CommittedLine & { readonly told: Told })[],
): number[] {
  const attested = new Set(all.flatMap(({ told, number }) => (told.author === 'unknown' ? [] : number)));
  const open = all.filter(({ told }) => told.author === 'unknown');
  const isHalf = parent !== undefined && others.length === 0 && open.some(({ number }) => !old.has(number));
  const halves = isHalf ? deletedBy(tree, parent) : new Set<number>();
  const names =
    halves.size > 0 ? new Set(tree.lines('ls-tree', '-r', '--name-only', `${parent}`)) : new Set();
  return open.flatMap(({ path, number }) =>
    old.has(number) || attested.has(number) || (halves.has(number) && !names.has(path)) ? number : [],
  );
}

/** Of the commit that an amend replaced, the numbers in a file that has another name since, with much rewritten. */
function rewrittenInAmend(tree: WorkTree, id: string): number[] {
  const [entry = ''] = tree.lines('reflog', '-1', '--format=%H %gs', 'HEAD');
  if (!entry.startsWith(`${id} commit (amend)`)) return [];
  const gone = tree.lines('diff', '--name-only', '--find-renames', '--diff-filter=D', 'HEAD@{1}', id);
  const fresh = tree.lines('diff', '--name-only', '--find-renames', '--diff-filter=A', 'HEAD@{1}', id);
  if (gone.length === 0 || fresh.length === 0) return [];
  const then = new Set(linesIn(tree, 'HEAD@{1}', gone).map(({ number }) => number));
  return linesIn(tree, id, fresh).flatMap(({ number }) => (then.has(number) ? number : []));
}

/** The numbers in files that a commit deleted. */
function deletedBy(tree: WorkTree, commit: string): Set<number> {
  const paths = tree.try([
    'diff',
    '--name-only',
    '--no-renames',
    '--diff-filter=D',
    `${commit}^`,
    commit,
  ]).stdout;
  const gone = paths.split('\n').filter((path) => path !== '');
  return new Set(gone.length === 0 ? [] : linesIn(tree, `${commit}^`, gone).map(({ number }) => number));
}

/** Trailers and note are made by two programs, at two times: they must agree, but after a rebase, which keeps trailers. */
function countFaults(tree: WorkTree, id: string, shown: Shown): Fault[] {
  const [head = '', how = ''] = tree.git('reflog', '-1', '--format=%H %gs', 'HEAD').split(/ (.*)/);
  if (head !== id || !/^(commit|cherry-pick|revert|merge)\b/.test(how)) return [];
  const message = tree.git('log', '-1', '--format=%B', id);
  // Before the last ones may stand those of commits that were squashed.
  const told = [...message.matchAll(/^AI-Provenance: (added=\d+ ai=\d+ mixed=\d+ unknown=\d+)/gm)].at(
    -1,
  )?.[1];
  const counts = `added=${shown.added} ai=${shown.ai} mixed=${shown.mixed} unknown=${shown.unknown}`;
  if (told === counts || (told === undefined && shown.ai + shown.mixed === 0)) return [];
  return [{ kind: 'count', where: `commit ${id.slice(0, 10)}`, line: `${told ?? 'none'}, but ${counts}` }];
}

function toldOf(file: FileAttribution, number: number): Told | null {
  const has = (which: Author | 'mixed'): boolean =>
    file[which].some(([first, last]) => first <= number && number <= last);
  const author = (['ai', 'human', 'unknown'] as const).find(has);
  return author === undefined ? null : { author, mixed: has('mixed') };
}
