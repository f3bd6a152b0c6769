/**
 * A reviewed change as a signed envelope, and what the base would say of it.
 */
import { commitFacts } from './commitFacts';
import { patchId } from './patchId';
import type { ReviewedChange } from './reviewedChange';
import type { Reviewer } from './reviewerOf';
import { judgeEnvelopes } from '../node/signing/judgeEnvelopes';
import { signBytes } from '../node/signing/signBytes';
import type { SigningKey } from '../node/signing/signingKey';
import type { Git } from '../../core/ports';
import { preAuthEncoding, renderEnvelope } from '../../core/signing/envelope';
import type { Problem } from '../../core/signing/problem';
import { renderStatement } from '../../core/signing/statement';
import { utcTime } from '../../core/signing/utcTime';

export interface MadeStatement {
  readonly envelope: string;
  /** Fingerprint. */
  readonly key: string;
  /** Why it would not count by what it was reviewed under; null: it would. */
  readonly problem: Problem | null;
}

/**
 * @throws CountersignError `signing-failed`
 */
export async function makeStatement(
  git: Git,
  { commit, trust, files }: ReviewedChange,
  reviewer: Reviewer,
  comment: string | null,
  key: SigningKey,
): Promise<MadeStatement> {
  const [facts] = await commitFacts(git, [commit]);
  const now = Date.now() / 1000;
  const payload = renderStatement({
    reviewer,
    comment,
    reviewedAt: utcTime(now),
    commit: commit.id,
    authorEmail: facts?.authorEmail ?? '',
    authoredAt: facts?.authoredAt ?? utcTime(0),
    patchId: await patchId(git, commit),
    policyDigest: trust.policyDigest,
    paths: files.map(({ path, blob, rule, lines, gone }) => ({
      path,
      blob,
      rule,
      lines,
      ...(gone && { gone }),
    })),
  });
  const { signature, keyId } = await signBytes(key, preAuthEncoding(payload));
  const envelope = renderEnvelope({ payload, keyId, signature });
  const [judged] = await judgeEnvelopes(new Map([[envelope, [commit.id]]]), trust, now);
  return { envelope, key: keyId, problem: judged?.problem ?? null };
}
