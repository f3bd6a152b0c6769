/**
 * Sign-offs from the statements in `refs/notes/countersign`, for the gate.
 */
import type { Clock, Git } from '../../core/ports';
import type { Signoff, SignoffSource } from '../../core/signing/signoff';
import { signoffsOf } from '../../core/signing/signoffsOf';
import { judgeEnvelopes } from '../node/signing/judgeEnvelopes';
import { readEnvelopes } from './statementStore';
import { trustAt } from './trustAt';

/** Signatures only: trailers are part of the commits, which the gate reads itself. */
export class StatementSignoffs implements SignoffSource {
  /** `git` must run inside of the repository. */
  constructor(
    private readonly git: Git,
    private readonly clock: Clock = Date.now,
  ) {}

  /**
   * @throws CountersignError `unknown-revision`, `policy-broken`, `signing-failed` when nothing can be verified
   */
  async signoffs(base: string): Promise<readonly Signoff[]> {
    const trust = await trustAt(this.git, base);
    const envelopes = await readEnvelopes(this.git);
    return signoffsOf(await judgeEnvelopes(envelopes, trust, this.clock() / 1000), trust.ruleOf);
  }
}
