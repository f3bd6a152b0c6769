/**
 * Whether enough people of those whom a rule lets sign have signed a change off.
 */
import type { Policy, RuleCountersign } from '../policy/policy';
import { isSignedContent } from '../signing/isSignedContent';
import type { Signoff } from '../signing/signoff';
import type { Demand } from './demand';
import { countVoices, type Voice } from './voices';

export interface DemandVerdict {
  readonly satisfied: boolean;
  /** How many people count. */
  readonly given: number;
  readonly wanted: number;
  /** Lower-case emails of those who may sign; null: anyone but the author. The author is not among them. */
  readonly eligible: readonly string[] | null;
  /** Why sign-offs of this file do not count, a sentence each. */
  readonly refused: readonly string[];
}

/**
 * @param terms the rule's own
 * @param signoffs of any path and content; those of the change are picked
 */
export function judgeDemand(
  demand: Demand,
  terms: RuleCountersign,
  policy: Policy,
  signoffs: readonly Signoff[],
): DemandVerdict {
  const { selfAllowed, require } = policy.countersign;
  const eligible = eligibleFor(terms, policy, selfAllowed ? null : demand.author);
  const counts = ({ email }: Voice): boolean =>
    (selfAllowed || email !== demand.author) && (eligible === null || eligible.includes(email));
  const near = signoffs.filter(({ kind, path }) => kind === 'signature' && demand.paths.has(path));
  const signed = near
    .filter((signoff) => signoff.verdict.valid && isOf(demand, signoff))
    .map(({ email, key }): Voice => ({ email: email.toLowerCase(), key }));
  const named = require === 'trailer' ? demand.countersigned : [];
  const voices = [...signed, ...named.map((email): Voice => ({ email, key: null }))];
  const given = countVoices(voices.filter(counts));
  const satisfied = given >= terms.count;
  return {
    satisfied,
    given,
    wanted: terms.count,
    eligible,
    refused: satisfied ? [] : refusals(demand, near, voices, counts, selfAllowed),
  };
}

function isOf({ change }: Demand, signoff: Signoff): boolean {
  return isSignedContent(signoff, change.blob, [change.formerBlob]);
}

/** The people of a rule, groups resolved; null when it names nobody, so that anyone may. */
function eligibleFor(terms: RuleCountersign, policy: Policy, author: string | null): string[] | null {
  if (terms.by.length === 0) return null;
  const emails = terms.by.flatMap((who) =>
    who.startsWith('@') ? (policy.groups.get(who.slice(1)) ?? []) : [who],
  );
  return [...new Set(emails.map((email) => email.toLowerCase()))].filter((email) => email !== author);
}

function refusals(
  demand: Demand,
  near: readonly Signoff[],
  voices: readonly Voice[],
  counts: (voice: Voice) => boolean,
  selfAllowed: boolean,
): string[] {
  const reasons = near.flatMap((signoff) => {
    const { email, blob, verdict } = signoff;
    if (!verdict.valid) return [`The signature of ${email} does not count: ${verdict.reason}`];
    if (isOf(demand, signoff)) return [];
    return blob === demand.change.blob
      ? [`${email} signed the deletion of other content.`]
      : [`The content changed since ${email} signed it.`];
  });
  for (const voice of voices) {
    if (counts(voice)) continue;
    const isAuthor = voice.email === demand.author && !selfAllowed;
    reasons.push(
      isAuthor
        ? `${voice.email} wrote it, so another person has to sign.`
        : `${voice.email} is not among those who may sign.`,
    );
  }
  return [...new Set(reasons)];
}
