/**
 * Takes the commits of a range one by one, as the log gives them, and keeps only what matters at the end: the changes
 * that have to be countersigned, what breaks a limit, and what looks changed afterwards.
 */
import { emailOf } from '../commit/toolIdentities';
import type { CommitProvenance } from '../history/commitProvenance';
import type { LoggedCommit, LoggedFile } from '../history/loggedCommit';
import { provenanceOf } from '../history/provenanceOf';
import type { LineRange } from '../model';
import type { Policy } from '../policy/policy';
import type { AiLinesOfFile } from './coverage/uncoveredAiLines';
import { CommitEvidence, type PolicyAuthor } from './commitEvidence';
import type { BlamedChange, OwnedLines } from './criticalChange';
import type { Demand, DemandReason } from './demand';
import type { Violation } from './gateReport';
import { joinedRanges } from './joinedRanges';
import { LinesBeneath } from './linesBeneath';
import { limitViolations } from './limitViolations';
import { ownedByCommit } from './ownedByCommit';
import { suspicionOf, type Suspicion } from './suspicion';
import { WatchedIndex } from './watchedIndex';

/** A critical change with what the log will be asked about it. */
interface Watched extends BlamedChange {
  readonly paths: ReadonlySet<string>;
  readonly ownedBy: ReadonlyMap<string, readonly OwnedLines[]>;
  /** Whether a commit of the range is known to have made it what it is. */
  touched: boolean;
  /** How many commits of the range have a part in it. */
  commits: number;
  readonly under: LinesBeneath<Omit<Demand, 'alone' | 'lines'>>;
  /** Of its lines at the head, those that an AI wrote or changed, as far as commits were taken. */
  readonly ai: LineRange[];
}

export class GateJudge {
  readonly limits: Violation[] = [];
  readonly suspicions: Suspicion[] = [];
  /** How many commits were taken. */
  commits = 0;
  /** Whether a message tells of AI lines: then there should be notes. */
  tellsOfAi = false;
  private readonly demands: { readonly one: Watched; readonly demand: Omit<Demand, 'alone'> }[] = [];
  private readonly watched: readonly Watched[];
  private readonly index = new WatchedIndex<Watched>();
  private headTrailers: readonly string[] = [];

  /** @param head full id of the last commit */
  constructor(
    changes: readonly BlamedChange[],
    private readonly policy: Policy,
    private readonly head: string,
  ) {
    this.watched = changes.map(watch);
    for (const one of this.watched)
      this.index.add(one, [...one.ownedBy.keys(), ...one.under.commits], one.paths);
  }

  take(logged: LoggedCommit): void {
    this.commits++;
    const provenance = provenanceOf(logged);
    this.tellsOfAi ||= provenance.source === 'trailers';
    this.limits.push(...limitViolations(logged, provenance, this.policy.limits));
    const suspicion = suspicionOf(logged, provenance);
    if (suspicion !== null) this.suspicions.push(suspicion);
    const concerned = this.index.concernedBy(logged);
    if (concerned.size === 0 && logged.id !== this.head) return;
    const evidence = new CommitEvidence(logged, provenance);
    if (logged.id === this.head) this.headTrailers = evidence.countersigned;
    for (const [one, file] of concerned) this.ask(one, file, logged, provenance, evidence);
  }

  /** What has to be signed off, newest commit first. */
  finish(): readonly Demand[] {
    const unseen = this.watched.filter(({ touched }) => !touched).flatMap((one) => this.unexplained(one));
    const seen = this.demands.map(({ one, demand }) => ({ ...demand, alone: one.commits === 1 }));
    const beneath = this.watched.flatMap(({ change, under }) =>
      change.rule.countersign === null
        ? []
        : under.finish().map(({ source, lines }): Demand => ({ ...source, lines, alone: false })),
    );
    return [...seen, ...beneath, ...unseen];
  }

  /** The AI and mixed lines of the watched files, at the head. */
  aiLines(): AiLinesOfFile[] {
    return this.watched.map(({ change, ai, under }) => {
      const beneath = under.finish().flatMap(({ lines }) => lines);
      return { path: change.path, severity: change.rule.severity, lines: joinedRanges([...ai, ...beneath]) };
    });
  }

  private ask(
    one: Watched,
    file: LoggedFile | null,
    logged: LoggedCommit,
    provenance: CommitProvenance,
    evidence: CommitEvidence,
  ): void {
    one.commits++;
    const owned = one.ownedBy.get(logged.id) ?? [];
    const taken = file === null ? null : takenAway(one, file, logged, provenance, evidence);
    const told = {
      ...{ change: one.change, commit: logged.id, author: emailOf(logged.identities[0] ?? '') ?? '' },
      ...{ placed: provenance.source === 'note', countersigned: evidence.countersigned, paths: one.paths },
    };
    one.under.addAi({ ...told, reason: 'ai' }, linesAtHead(one.under.of(logged.id), evidence).ai);
    if (owned.length === 0 && taken === null) return;
    one.touched = true;
    const lines = linesAtHead(owned, evidence);
    one.under.addUnknown(lines.unknown);
    if (lines.ai.length === 0 && isHidden(evidence, owned, file)) lines.ai.push(...owned.map(atHead));
    one.ai.push(...lines.ai);
    const asked = this.wanted(one, lines, taken);
    if (asked === null) return;
    const demand = { ...told, reason: asked.reason, lines: joinedRanges(asked.lines) };
    this.demands.push({ one, demand });
  }

  /** What the rule wants signed off of this; null: nothing. */
  private wanted(
    { change }: Watched,
    { ai, human, unknown }: Readonly<Record<PolicyAuthor, readonly LineRange[]>>,
    taken: PolicyAuthor | null,
  ): { reason: DemandReason; lines: readonly LineRange[] } | null {
    const when = change.rule.countersign?.when;
    if (when === undefined) return null;
    const isAi = ai.length > 0 || taken === 'ai';
    if (when === 'always')
      return { reason: isAi ? 'ai' : 'any', lines: isAi ? ai : [...ai, ...human, ...unknown] };
    const isUnknownMeant = when === 'unproven' || this.policy.unknown === 'treat-as-ai';
    const lines = isUnknownMeant ? [...ai, ...unknown] : ai;
    if (isAi) return { reason: 'ai', lines };
    const isUnknown = isUnknownMeant && (unknown.length > 0 || taken === 'unknown');
    return isUnknown ? { reason: 'unknown', lines } : null;
  }

  /** A change of which no commit says how it came: by a merge, or of the file's mode. */
  private unexplained(one: Watched): Demand[] {
    const asked = this.wanted(one, { ai: [], human: [], unknown: [] }, 'unknown');
    if (asked === null) return [];
    return [
      {
        ...{ change: one.change, commit: this.head, author: '', reason: asked.reason, lines: [] },
        ...{ placed: false, alone: false, countersigned: this.headTrailers, paths: one.paths },
      },
    ];
  }
}

function watch(blamed: BlamedChange): Watched {
  const { change, owned } = blamed;
  const ownedBy = ownedByCommit(owned);
  const former = change.formerPath === null ? [] : [change.formerPath];
  const paths = new Set([change.path, ...former, ...owned.map(({ path }) => path)]);
  const under = new LinesBeneath<Omit<Demand, 'alone' | 'lines'>>(blamed.beneath);
  return { ...blamed, paths, ownedBy, under, touched: false, commits: 0, ai: [] };
}

/** Whether a commit has more AI lines than can be gone, and none of those that are left is one. */
function isHidden(evidence: CommitEvidence, owned: readonly OwnedLines[], file: LoggedFile | null): boolean {
  if (file === null || owned.length === 0) return false;
  const left = owned.reduce((sum, { count }) => sum + count, 0);
  return evidence.hidesAi(file.path, file.added - left);
}

type LinesBy = Record<PolicyAuthor, LineRange[]>;

/** Lines of a commit by who wrote them, with their numbers at the head. */
function linesAtHead(owned: readonly OwnedLines[], evidence: CommitEvidence): LinesBy {
  const lines: LinesBy = { ai: [], human: [], unknown: [] };
  for (const { path, line, headLine, count } of owned) {
    for (const { first, last, author } of evidence.lines(path, line, count))
      lines[author].push([first - line + headLine, last - line + headLine]);
  }
  return lines;
}

function atHead({ headLine, count }: OwnedLines): LineRange {
  return [headLine, headLine + count - 1];
}

/** Who took lines of a file away, or changed one without lines; null: the lines that it has now tell all. */
function takenAway(
  { change }: Watched,
  file: LoggedFile,
  logged: LoggedCommit,
  provenance: CommitProvenance,
  evidence: CommitEvidence,
): PolicyAuthor | null {
  const elsewhere = logged.files.reduce((sum, { deleted }) => sum + deleted, -file.deleted);
  // More than was deleted in all the other files together: some of it was here.
  const isAiSure = file.deleted > 0 && provenance.deletedByAi > elsewhere;
  const isAiPossible = change.deleted && file.deleted > 0 && provenance.deletedByAi > 0;
  if (isAiSure || isAiPossible) return 'ai';
  if (!change.deleted && file.added > 0) return null;
  if (provenance.source === 'assisted') return 'ai';
  const hasLines = file.deleted > 0;
  if (hasLines) return evidence.isSilent ? 'unknown' : 'human';
  return evidence.whole(file.path);
}
