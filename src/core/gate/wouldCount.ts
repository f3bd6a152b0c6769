/**
 * Whether a change waits for one person.
 */
import type { Policy } from '../policy/policy';
import type { Signoff } from '../signing/signoff';
import type { Demand } from './demand';
import { judgeDemand } from './judgeDemand';

/** Whether it is not signed off yet, and a signature of that person would bring it closer. */
export function wouldCount(
  demand: Demand,
  policy: Policy,
  signoffs: readonly Signoff[],
  email: string,
): boolean {
  const terms = demand.change.rule.countersign;
  if (terms === null) return false;
  const now = judgeDemand(demand, terms, policy, signoffs);
  if (now.satisfied) return false;
  const { path, blob, formerBlob } = demand.change;
  const kind = 'signature';
  const content = { path, blob, gone: [formerBlob] };
  const signature: Signoff = { email, key: `of ${email}`, kind, ...content, verdict: { valid: true } };
  return judgeDemand(demand, terms, policy, [...signoffs, signature]).given > now.given;
}
