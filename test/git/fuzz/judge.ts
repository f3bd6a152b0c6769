/**
 * Compares what the product says of commits and of files with the model.
 */
import type { Author, FileAttribution } from '../../../src/core/model';
import { numberOf, type Truth } from './truth';
import type { WorkTree } from './workTree';

/**
 * What is wrong with the answer about a line, the worst first; `count`: trailers that tell
 * other numbers than the note; `broken`: a program ended badly.
 */
export type FaultKind =
  | 'human called ai'
  | 'unknown called ai'
  | 'ai called human'
  | 'unknown called human'
  | 'ai lost'
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

interface Blamed {
  readonly lines: readonly { readonly author: Author; readonly commit: string | null }[];
}

export class Judge {
  private readonly judged = new Set<string>();
  /** AI lines that were lost where the documentation (docs/git.md) says that they are. */
  private readonly lost = new Set<number>();

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
    const old = new Set<number>();
    for (const parent of tree.lines('rev-list', '--parents', '-1', id)[0]?.split(' ').slice(1) ?? [])
      for (const { line } of linesIn(tree, parent)) old.add(numberOf(line) ?? 0);
    const by = new Map(shown.files.map((file) => [file.path, file]));
    const faults = linesIn(tree, id).flatMap(({ path, line, index }) => {
      const file = by.get(path);
      const told = file === undefined ? null : toldOf(file, index + 1);
      const number = numberOf(line);
      if (number === null || (told === null && old.has(number))) return [];
      // Git takes for new what stands in a parent under another name: a copy, or a rename with much rewritten.
      if (told === 'unknown' && old.has(number)) this.lost.add(number);
      return this.compare(line, told ?? 'unknown', `commit ${id.slice(0, 10)} ${path}:${index + 1}`);
    });
    return [...faults, ...countFaults(tree, id, shown)];
  }

  /** Every line of a file of the working tree. Of what is not committed nothing can be lost yet. */
  private async file(tree: WorkTree, path: string): Promise<Fault[]> {
    const blamed = await tree.json<Blamed>('blame', path, '--json');
    const lines = tree.read(path).split('\n');
    return (blamed?.lines ?? []).flatMap(({ author, commit }, index) => {
      const line = lines[index] ?? '';
      const where = `blame of ${path}:${index + 1} (${commit?.slice(0, 10) ?? 'not committed'})`;
      return this.compare(line, author, where).filter(({ kind }) => commit !== null || kind !== 'ai lost');
    });
  }

  private compare(line: string, told: Author, where: string): Fault[] {
    const truth = this.truth.authorOf(line);
    // A commit without AI lines has no note, so that a person's lines may be of unknown origin.
    if (truth === null || truth === told || (truth === 'human' && told === 'unknown')) return [];
    if (told === 'unknown' && this.lost.has(numberOf(line) ?? 0)) return [];
    return [
      {
        kind: truth === 'ai' && told === 'unknown' ? 'ai lost' : `${truth} called ${told}`,
        where,
        line,
      } as Fault,
    ];
  }
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

function toldOf(file: FileAttribution, number: number): Author | null {
  const has = (author: Author): boolean =>
    file[author].some(([first, last]) => first <= number && number <= last);
  return (['ai', 'human', 'unknown'] as const).find(has) ?? null;
}

/** All numbered lines of all files of a commit. */
function linesIn(tree: WorkTree, commit: string): { path: string; line: string; index: number }[] {
  const found = tree.try(['grep', '-n', '-I', '-E', '[a-z]{4}[0-9]+[a-z]{4}', commit]).stdout.split('\n');
  return found.flatMap((entry) => {
    const [, path, number, line] = /^[^:]*:([^:]*):(\d+):(.*)$/.exec(entry) ?? [];
    return path === undefined ? [] : [{ path, line: line ?? '', index: Number(number) - 1 }];
  });
}
