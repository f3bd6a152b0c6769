/**
 * Takes the commits of a range one by one and finds, at the end, what is destructive in the AI's part of them: content
 * is judged, so what was taken back within the range is no longer there to be found.
 */
import { emailOf } from '../../commit/toolIdentities';
import type { CommitProvenance } from '../../history/commitProvenance';
import type { LoggedCommit, LoggedFile } from '../../history/loggedCommit';
import { provenanceOf } from '../../history/provenanceOf';
import type { DestructivePolicy, Policy } from '../../policy/policy';
import { CommitEvidence } from '../commitEvidence';
import type { OwnedLines } from '../criticalChange';
import type { Demand } from '../demand';
import { joinedRanges } from '../joinedRanges';
import { WatchedIndex } from '../watchedIndex';
import { deletedHere, isMeant, meantBy, type Meant } from './aiPart';
import type { DestructiveChange, DestructiveFinding } from './destructiveChange';
import type { DestructiveFile } from './destructiveFile';
import type { DestructiveRules } from './destructiveRules';
import { findDestructiveInCommit } from './findDestructiveInCommit';

/** A finding, and what has to be signed off so that it may stay. */
export interface JudgedFinding {
  readonly finding: DestructiveFinding;
  /** Full id of the newest commit that has a part in it. */
  readonly commit: string;
  /** Empty where nobody has to sign. */
  readonly demands: readonly Demand[];
}

/** What one commit did to one file. */
interface Part {
  readonly commit: string;
  readonly author: string;
  readonly countersigned: readonly string[];
  readonly placed: boolean;
  readonly lines: ReadonlySet<number>;
  readonly deleted: number;
}

interface Watched {
  readonly file: DestructiveFile;
  readonly paths: ReadonlySet<string>;
  readonly ownedBy: ReadonlyMap<string, readonly OwnedLines[]>;
  /** Newest first. */
  readonly parts: Part[];
  /** How many lines the commits deleted, whoever did. */
  deletions: number;
}

export class DestructiveJudge {
  private readonly meant: Meant;
  private readonly watched: readonly Watched[];
  private readonly index = new WatchedIndex<Watched>();

  /**
   * @param files all that differ
   * @param blamed those that may have something to find, with the lines that came with the range
   */
  constructor(
    private readonly files: readonly DestructiveFile[],
    blamed: readonly { readonly change: DestructiveFile; readonly owned: readonly OwnedLines[] }[],
    private readonly rules: DestructiveRules,
    private readonly terms: DestructivePolicy,
    unknown: Policy['unknown'],
  ) {
    this.meant = meantBy(terms.countersign?.when, unknown);
    this.watched = blamed.map(({ change, owned }) => watch(change, owned));
    for (const one of this.watched) this.index.add(one, one.ownedBy.keys(), one.paths);
  }

  /** Commits come as the log gives them, newest first. */
  take(logged: LoggedCommit): void {
    const concerned = this.index.concernedBy(logged);
    if (concerned.size === 0) return;
    const provenance = provenanceOf(logged);
    const evidence = new CommitEvidence(logged, provenance);
    for (const [one, file] of concerned) this.add(one, file, logged, provenance, evidence);
  }

  /** File by file, and last what is about how many files a commit deleted. */
  finish(): JudgedFinding[] {
    const changes = this.files.map((file) => {
      const one = this.watched.find((candidate) => candidate.file === file);
      return one === undefined ? othersOnly(file) : changeOf(one);
    });
    const found = findDestructiveInCommit(changes, { ...this.rules, filesDeleted: null });
    return [...found.flatMap((finding) => this.judged(finding)), ...this.tooManyFiles(changes)];
  }

  private add(
    one: Watched,
    file: LoggedFile | null,
    logged: LoggedCommit,
    provenance: CommitProvenance,
    evidence: CommitEvidence,
  ): void {
    const lines = new Set<number>();
    for (const { path, line, headLine, count } of one.ownedBy.get(logged.id) ?? []) {
      for (const { first, last, author } of evidence.lines(path, line, count)) {
        if (!isMeant(author, this.meant)) continue;
        for (let at = first; at <= last; at++) lines.add(at - line + headLine);
      }
    }
    const isGone = one.file.deleted && one.deletions === 0;
    one.deletions += file?.deleted ?? 0;
    const deleted = file === null ? 0 : deletedHere(file, isGone, logged, provenance, evidence, this.meant);
    if (lines.size === 0 && deleted === 0) return;
    one.parts.push({
      commit: logged.id,
      author: emailOf(logged.identities[0] ?? '') ?? '',
      countersigned: evidence.countersigned,
      placed: provenance.source === 'note',
      ...{ lines, deleted },
    });
  }

  private judged(finding: DestructiveFinding): JudgedFinding[] {
    const one = this.watched.find(({ file }) => file.path === finding.path);
    if (one === undefined) return [];
    // Nobody says which lines an AI deleted: it must have been one of these, or it may as well have been others.
    const byOthers = one.deletions - sum(one.parts);
    if (finding.kind === 'removed' && finding.removed.length <= byOthers) return [];
    const parts = one.parts.filter(({ lines, deleted }) =>
      finding.kind === 'added' ? hasLine(lines, finding.lines) : deleted > 0,
    );
    const [newest] = parts;
    if (newest === undefined) return [];
    const demands = parts.flatMap((part) => this.demand(finding, one, part));
    return [{ finding, commit: newest.commit, demands }];
  }

  /** The limit is for one commit: that which a file went with is the last that touched it. */
  private tooManyFiles(changes: readonly DestructiveChange[]): JudgedFinding[] {
    const gone = new Map<string, Watched[]>();
    for (const one of this.watched.filter(({ file, parts }) => file.deleted && parts.length > 0)) {
      const { commit } = one.parts[0] as Part;
      gone.set(commit, [...(gone.get(commit) ?? []), one]);
    }
    return [...gone].flatMap(([commit, those]) => {
      const own = changes.filter(({ path }) => those.some(({ file }) => file.path === path));
      const limit = { rules: [], linesDeleted: null, filesDeleted: this.rules.filesDeleted };
      return findDestructiveInCommit(own, limit).map((finding) => {
        const demands = those.flatMap((one) => this.demand(finding, one, one.parts[0] as Part));
        return { finding, commit, demands };
      });
    });
  }

  private demand({ rule, reason }: DestructiveFinding, { file, paths }: Watched, part: Part): Demand[] {
    const { severity, countersign } = this.terms;
    if (countersign === null) return [];
    const { path, formerPath, blob, formerBlob, deleted, lined } = file;
    return [
      {
        change: {
          ...{ path, formerPath, blob, formerBlob, deleted, lined, byPattern: false },
          rule: { name: rule, files: [], severity, reason, countersign },
        },
        commit: part.commit,
        author: part.author,
        reason: this.meant === 'all' ? 'any' : 'ai',
        lines: joinedRanges([...part.lines].map((line) => [line, line] as const)),
        placed: part.placed,
        alone: false,
        countersigned: part.countersigned,
        paths,
      },
    ];
  }
}

function watch(file: DestructiveFile, owned: readonly OwnedLines[]): Watched {
  const ownedBy = new Map<string, OwnedLines[]>();
  for (const lines of owned) ownedBy.set(lines.commit, [...(ownedBy.get(lines.commit) ?? []), lines]);
  const former = file.formerPath === null ? [] : [file.formerPath];
  const paths = new Set([file.path, ...former, ...owned.map(({ path }) => path)]);
  return { file, paths, ownedBy, parts: [], deletions: 0 };
}

/** What nobody suspects still says which lines were only moved. */
function othersOnly({ path, status, added, removed }: DestructiveFile): DestructiveChange {
  const addedByOthers = added.map(({ text }) => text);
  return { path, status, addedAiLines: [], addedByOthers, deletedByAi: 0, deletedLines: removed.length };
}

function changeOf({ file, parts }: Watched): DestructiveChange {
  const { path, status, added, removed, lined } = file;
  const isAi = (line: number): boolean => parts.some(({ lines }) => lines.has(line));
  const deletedByAi = Math.min(sum(parts), removed.length);
  return {
    ...{ path, status, deletedByAi, deletedLines: removed.length },
    addedAiLines: lined ? added.filter(({ line }) => isAi(line)) : [],
    addedByOthers: added.filter(({ line }) => !isAi(line)).map(({ text }) => text),
    ...(deletedByAi > 0 ? { deletedTexts: removed } : {}),
  };
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { deleted }) => total + deleted, 0);
}

function hasLine(lines: ReadonlySet<number>, ranges: readonly (readonly [number, number])[]): boolean {
  return [...lines].some((line) => ranges.some(([first, last]) => first <= line && line <= last));
}
