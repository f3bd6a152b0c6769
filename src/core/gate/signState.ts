/**
 * How a demanded countersignature stands, for those who look at the lines.
 */
import type { Policy } from '../policy/policy';
import type { Signoff } from '../signing/signoff';
import type { Demand } from './demand';
import { judgeDemand } from './judgeDemand';

export interface SignState {
  /** `void`: it was signed off, and the content is another now. */
  readonly kind: 'needed' | 'signed' | 'void';
  /** Lower-case emails of those whose countersignatures count, or did; of `needed`, of those who are not enough. */
  readonly by: readonly string[];
}

/** Null: the rule asks for nothing. */
export function signState(demand: Demand, policy: Policy, signoffs: readonly Signoff[]): SignState | null {
  const terms = demand.change.rule.countersign;
  if (terms === null) return null;
  const counting = (among: readonly Signoff[]): string[] => {
    const emails = [...among.map(({ email }) => email.toLowerCase()), ...demand.countersigned];
    return [...new Set(emails)].filter((email) => {
      const one = { ...demand, countersigned: demand.countersigned.filter((name) => name === email) };
      const own = among.filter((signoff) => signoff.email.toLowerCase() === email);
      return judgeDemand(one, { ...terms, count: 1 }, policy, own).satisfied;
    });
  };
  const by = counting(signoffs);
  if (judgeDemand(demand, terms, policy, signoffs).satisfied) return { kind: 'signed', by };
  const { blob, formerBlob } = demand.change;
  const former = counting(signoffs.map((signoff) => ({ ...signoff, blob, gone: [formerBlob] }))).filter(
    (email) => !by.includes(email),
  );
  return former.length > 0 ? { kind: 'void', by: former } : { kind: 'needed', by };
}
