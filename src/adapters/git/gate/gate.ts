/**
 * The gate: judges what a range of commits changes in critical files by the policy of its base.
 */
import { coverageAsk } from '../../../core/gate/coverage/coverageAsk';
import type { LineCoverage } from '../../../core/gate/coverage/lineCoverage';
import { uncoveredAiLines } from '../../../core/gate/coverage/uncoveredAiLines';
import { GateJudge } from '../../../core/gate/gateJudge';
import type { Demand } from '../../../core/gate/demand';
import type { GateReport, Violation } from '../../../core/gate/gateReport';
import { judgeDemand } from '../../../core/gate/judgeDemand';
import { CountersignError } from '../../../core/errors';
import { reportOf } from '../../../core/gate/reportOf';
import type { Suspicion } from '../../../core/gate/suspicion';
import { tampered, unsigned } from '../../../core/gate/violationText';
import { LogStreamParser } from '../../../core/history/logStreamParser';
import { NOTES_REF } from '../../../core/commit/noteModel';
import type { Policy } from '../../../core/policy/policy';
import type { Signoff, SignoffSource } from '../../../core/signing/signoff';
import type { Git, GitStreams } from '../../../core/ports';
import type { Trust } from '../../node/signing/trust';
import { readCommits } from '../commits';
import { textOf } from '../gitText';
import { historyCommand } from '../history';
import { bareOptions, withOptions } from './bareGit';
import { blamedChanges, criticalChanges } from './criticalChanges';
import { gateRange, type GateRange } from './gateRange';
import { policyAt } from './policyAt';

const SUSPICIONS_AT_ONCE = 500;

export interface GateAnswer {
  readonly report: GateReport;
  /** Sentences about what would make the answer better; none of them is a violation. */
  readonly hints: readonly string[];
}

export interface JudgedRange {
  readonly ends: GateRange;
  readonly trust: Trust;
  readonly judge: GateJudge;
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
    const { ends, trust, judge } = await this.judge(range, coverage !== null);
    const { policy } = trust;
    const uncovered = uncoveredIn(judge, policy, ends, coverage);
    const hasNotes = (await this.git.run(['rev-parse', '--verify', '--quiet', NOTES_REF])).code === 0;
    const violations = [
      ...(await this.unsigned(judge.finish(), policy, ends)),
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
    const ends = await gateRange(this.git, range);
    const trust = await policyAt(this.git, ends.base);
    return { ends, trust, judge: await this.judged(ends, trust.policy, watchesAll) };
  }

  private async judged(ends: GateRange, policy: Policy, watchesAll: boolean): Promise<GateJudge> {
    const bare = withOptions(this.git, await bareOptions(this.git));
    const asking = (await criticalChanges(this.git, bare, ends, policy)).filter(
      ({ rule }) => watchesAll || rule.countersign !== null,
    );
    const judge = new GateJudge(await blamedChanges(bare, ends, asking), policy, ends.head);
    if (ends.base === ends.head) return judge;
    const parser = new LogStreamParser(textOf);
    for await (const bytes of bare.stream(historyCommand([ends.head, `^${ends.base}`]))) {
      for (const commit of parser.push(bytes)) judge.take(commit);
      this.progress(judge.commits);
    }
    for (const commit of parser.finish()) judge.take(commit);
    return judge;
  }

  /** Signatures are looked at only when trailers, which cost nothing, are not enough. */
  private async unsigned(demands: readonly Demand[], policy: Policy, ends: GateRange): Promise<Violation[]> {
    const open = demands.filter((demand) => !isSatisfied(demand, policy, []));
    if (open.length === 0) return [];
    const { allowedSigners, gpgKeyring } = policy.countersign;
    const hasKeys = allowedSigners !== null || gpgKeyring !== undefined;
    const signoffs = hasKeys ? await this.signoffs.signoffs(ends.base) : [];
    return open.flatMap((demand) => {
      const terms = demand.change.rule.countersign;
      if (terms === null || isSatisfied(demand, policy, signoffs)) return [];
      return [unsigned(demand, terms, judgeDemand(demand, terms, policy, signoffs), ends)];
    });
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

/** @throws CountersignError `bad-usage` when the policy asks for coverage and nobody measured it */
function uncoveredIn(
  judge: GateJudge,
  policy: Policy,
  { head }: GateRange,
  coverage: LineCoverage | null,
): Violation[] {
  const ask = coverageAsk(policy.coverage, coverage !== null);
  if (ask.kind === 'missing') throw new CountersignError('bad-usage', ask.sentence);
  if (ask.kind === 'none' || coverage === null) return [];
  return uncoveredAiLines(judge.aiLines(), coverage, { minimum: ask.minimum, head });
}
