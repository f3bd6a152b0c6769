/**
 * The gate: judges what a range of commits changes in critical files by the policy of its base.
 */
import type { LineCoverage } from '../../../core/gate/coverage/lineCoverage';
import { GateJudge } from '../../../core/gate/gateJudge';
import type { Demand } from '../../../core/gate/demand';
import type { GateReport, Violation } from '../../../core/gate/gateReport';
import { judgeDemand } from '../../../core/gate/judgeDemand';
import { reportOf } from '../../../core/gate/reportOf';
import type { DestructiveJudge, JudgedFinding } from '../../../core/gate/destructive/destructiveJudge';
import { destructiveViolations } from '../../../core/gate/destructive/destructiveViolations';
import type { Suspicion } from '../../../core/gate/suspicion';
import { stepsToBe, tampered, unsigned, type Judged } from '../../../core/gate/violationText';
import type { LoggedCommit } from '../../../core/history/loggedCommit';
import { LogStreamParser } from '../../../core/history/logStreamParser';
import { NOTES_REF } from '../../../core/commit/noteModel';
import { acceptsSignatures } from '../../../core/policy/acceptsSignatures';
import type { Policy } from '../../../core/policy/policy';
import type { Signoff, SignoffSource } from '../../../core/signing/signoff';
import type { Git, GitStreams } from '../../../core/ports';
import { EarlyReading } from '../../node/earlyReading';
import type { Trust } from '../../node/signing/trust';
import { readCommits } from '../commits';
import { textOf } from '../gitText';
import { historyCommand } from '../history';
import { bareOptions, withOptions } from './bareGit';
import { askingForLines, blamedCritical } from './blamedChanges';
import { changedFiles, criticalChanges } from './criticalChanges';
import { destructiveJudge, destructiveSuspects } from './destructiveJudge';
import { judgedRevisions, namedEnds, rangeBetween, type GateRange } from './gateRange';
import { policyAt } from './policyAt';
import { uncoveredIn } from './uncoveredIn';

const SUSPICIONS_AT_ONCE = 500;
/** Bytes of the log that git prints while others look for the lines: some 15,000 commits. */
const READ_AHEAD = 1 << 23;

export interface GateAnswer {
  readonly report: GateReport;
  /** Sentences about what would make the answer better; none of them is a violation. */
  readonly hints: readonly string[];
}

export interface JudgedRange {
  readonly ends: GateRange;
  readonly trust: Trust;
  readonly judge: GateJudge;
  /** Null when there is nothing destructive, whoever wrote it. */
  readonly destructive: DestructiveJudge | null;
}

/** A commit that is about to be made, as an object that nothing refers to. */
export interface CommitToBe {
  /** Full id. */
  readonly id: string;
  /** What its note will say; '' when it gets none. */
  readonly note: string;
}

export class Gate {
  /**
   * @param git runs in the root of the working tree
   * @param progress is told how many commits were read
   */
  constructor(
    private readonly git: Git & GitStreams,
    private readonly signoffs: SignoffSource,
    private readonly progress: (commits: number) => void = () => undefined,
  ) {}

  /**
   * Judges `base..head`.
   *
   * @param coverage what the tests ran; null when nobody measured it
   * @throws CountersignError `bad-usage`, `unknown-revision`, `policy-broken`, `signing-failed`, `git-failed`
   */
  async check(range: string, coverage: LineCoverage | null = null): Promise<GateAnswer> {
    const judged = await this.judge(range, coverage !== null);
    const { ends, trust, judge } = judged;
    return this.answer(judged, await uncoveredIn(this.git, judge, trust.policy, ends, coverage));
  }

  /**
   * Judges a range as `check` does, but for coverage, which nobody measured.
   *
   * @throws CountersignError `policy-broken`, `signing-failed`, `git-failed`
   */
  async checkBetween(ends: GateRange): Promise<GateAnswer> {
    return this.answer(await this.judgeBetween(ends), []);
  }

  /**
   * What has to be signed off of a commit that is about to be made, and is not.
   *
   * @param ends from its first parent to itself
   * @throws CountersignError `policy-broken`, `signing-failed`, `git-failed`
   */
  async unsignedIn(ends: GateRange, toBe: CommitToBe): Promise<Violation[]> {
    const judged = await this.judgeBetween(ends, false, toBe);
    const { policy } = judged.trust;
    // What a merge brings from the other branch was judged in the commits there.
    const violations = await this.unsigned(judged, { toBe: policy.countersign.require });
    return violations.filter(({ commit }) => commit === toBe.id);
  }

  private async answer(judged: JudgedRange, uncovered: readonly Violation[]): Promise<GateAnswer> {
    const { ends, judge } = judged;
    const hasNotes = (await this.git.run(['rev-parse', '--verify', '--quiet', NOTES_REF])).code === 0;
    const violations = [
      ...(await this.unsigned(judged, ends)),
      ...uncovered,
      ...judge.limits,
      ...(await this.tampered(judge.suspicions, hasNotes)),
    ];
    const hint = `There are no notes about AI lines here, so only messages tell of them: run countersign notes fetch.`;
    return {
      report: reportOf(judge.commits, violations),
      hints: judge.tellsOfAi && !hasNotes ? [hint] : [],
    };
  }

  /**
   * Takes every commit of a range, and compares nothing with signatures yet.
   *
   * @param watchesAll whether critical files matter whose rule asks for no signature
   * @throws CountersignError `bad-usage`, `unknown-revision`, `policy-broken`, `git-failed`
   */
  async judge(range: string, watchesAll = false): Promise<JudgedRange> {
    const { base, head } = await namedEnds(this.git, range);
    const ends = { base, head, known: [] };
    return this.judgeRange(ends, () => rangeBetween(this.git, base, head), watchesAll);
  }

  private judgeBetween(
    ends: GateRange,
    watchesAll = false,
    toBe: CommitToBe | null = null,
  ): Promise<JudgedRange> {
    return this.judgeRange(ends, () => Promise.resolve(ends), watchesAll, toBe);
  }

  /** @param whole is asked while git finds out which commits there are */
  private async judgeRange(
    ends: Omit<GateRange, 'fork'>,
    whole: () => Promise<GateRange>,
    watchesAll: boolean,
    toBe: CommitToBe | null = null,
  ): Promise<JudgedRange> {
    const bare = withOptions(this.git, await bareOptions(this.git));
    if (ends.base === ends.head) return this.changesBetween(bare, await whole(), watchesAll);
    const log = new EarlyReading(bare.stream(historyCommand(judgedRevisions(ends))), READ_AHEAD);
    try {
      const judged = await this.changesBetween(bare, await whole(), watchesAll);
      await this.takeAll(log, judged, toBe);
      return judged;
    } finally {
      await log.stop();
    }
  }

  private async changesBetween(
    bare: Git & GitStreams,
    ends: GateRange,
    watchesAll: boolean,
  ): Promise<JudgedRange> {
    const trust = await policyAt(this.git, ends.base);
    const { policy } = trust;
    const files = await changedFiles(bare, ends);
    const [critical, suspects] = await Promise.all([
      criticalChanges(this.git, files, ends.base, policy),
      trust.policyDigest === null ? null : destructiveSuspects(bare, ends, files, policy),
    ]);
    const asking = critical.filter(({ rule }) => watchesAll || rule.countersign !== null);
    const lined = [...asking, ...(suspects?.suspected ?? [])].filter((file) => file.lined);
    const paths = [...new Set(lined.map(({ path }) => path))];
    const [blamed, destructive] = await askingForLines(bare, ends, paths, (ask) =>
      Promise.all([blamedCritical(ask, asking), suspects && destructiveJudge(ask, suspects, policy)]),
    );
    return { ends, trust, judge: new GateJudge(blamed, policy, ends.head), destructive };
  }

  private async takeAll(
    log: EarlyReading,
    { judge, destructive }: JudgedRange,
    toBe: CommitToBe | null,
  ): Promise<void> {
    const take = (read: LoggedCommit): void => {
      const commit = read.id === toBe?.id ? { ...read, note: toBe.note } : read;
      judge.take(commit);
      destructive?.take(commit);
    };
    const parser = new LogStreamParser(textOf);
    for await (const bytes of log.pieces()) {
      parser.push(bytes).forEach(take);
      this.progress(judge.commits);
    }
    parser.finish().forEach(take);
  }

  /** Signatures are looked at only when trailers, which cost nothing, are not enough. */
  private async unsigned(
    { ends, trust, judge, destructive }: JudgedRange,
    judged: Judged,
  ): Promise<Violation[]> {
    const { policy } = trust;
    const demands = judge.finish();
    const findings = destructive?.finish() ?? [];
    const all = [...demands, ...findings.flatMap((one) => one.demands)];
    const isOpen = all.some((demand) => !isSatisfied(demand, policy, []));
    const signoffs =
      acceptsSignatures(policy.countersign) && isOpen ? await this.signoffs.signoffs(ends.base) : [];
    const critical = demands.flatMap((demand) => {
      const terms = demand.change.rule.countersign;
      if (terms === null || isSatisfied(demand, policy, signoffs)) return [];
      return [unsigned(demand, terms, judgeDemand(demand, terms, policy, signoffs), judged)];
    });
    return [...critical, ...findings.flatMap((found) => unsignedFinding(found, policy, signoffs, judged))];
  }

  /** Only commits that were never made anew: of copies, honest ones contradict themselves too. */
  private async tampered(suspicions: readonly Suspicion[], hasNotes: boolean): Promise<Violation[]> {
    const relevant = suspicions.filter(({ kind }) => kind !== 'note-missing' || hasNotes);
    const violations: Violation[] = [];
    for (let at = 0; at < relevant.length; at += SUSPICIONS_AT_ONCE) {
      const some = relevant.slice(at, at + SUSPICIONS_AT_ONCE);
      const commits = await readCommits(
        this.git,
        some.map(({ commit }) => commit),
      );
      some.forEach((suspicion, index) => {
        const commit = commits[index];
        if (commit?.authorDate === commit?.committerDate && commit?.author === commit?.committer)
          violations.push(tampered(suspicion));
      });
    }
    return violations;
  }
}

function isSatisfied(demand: Demand, policy: Policy, signoffs: readonly Signoff[]): boolean {
  const terms = demand.change.rule.countersign;
  return terms === null || judgeDemand(demand, terms, policy, signoffs).satisfied;
}

function unsignedFinding(
  { finding, commit, demands }: JudgedFinding,
  policy: Policy,
  signoffs: readonly Signoff[],
  judged: Judged,
): Violation[] {
  if (policy.destructive === null) return [];
  const isSignedOff = (path: string): boolean =>
    demands.filter(({ change }) => change.path === path).every((one) => isSatisfied(one, policy, signoffs));
  const command =
    'base' in judged
      ? `countersign sign ${judged.base.slice(0, 12)}..${judged.head.slice(0, 12)}, then countersign notes push`
      : stepsToBe(judged.toBe);
  return destructiveViolations([finding], policy.destructive, commit, isSignedOff, command);
}
