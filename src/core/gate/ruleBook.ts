/**
 * Which rule a path is under, by the policy's patterns, by CODEOWNERS and by the attribute `countersign`, and how that
 * came.
 */
import { CountersignError } from '../errors';
import type { CodeOwners } from '../policy/codeOwners';
import { CriticalFiles } from '../policy/criticalFiles';
import type { CriticalRule, Policy } from '../policy/policy';
import { RULE_ATTRIBUTE } from './ruleAttribute';
import { stricterReason } from './stricterReason';
import { shownPath } from './violationText';

export interface RuleReason {
  readonly rule: CriticalRule;
  /** What says so. */
  readonly by: 'policy' | 'owners' | 'attribute';
  /** The pattern that matches, the owner with theirs, or the value of the attribute. */
  readonly because: string;
}

/** Of the attribute alone, without a rule's name: anybody but the author signs off what an AI wrote. */
const UNNAMED: CriticalRule = {
  name: RULE_ATTRIBUTE,
  files: [],
  severity: 'warning',
  reason: null,
  countersign: { by: [], count: 1, when: 'ai' },
};

export class RuleBook {
  private readonly patterns: CriticalFiles;

  /**
   * @param attributes values of the attribute by path, as the base has them
   * @param owners the base's CODEOWNERS; null when no rule asks for it
   * @param forgives whether an attribute may name a rule that there is not: it counts as one without a name then
   */
  constructor(
    private readonly policy: Policy,
    private readonly attributes: ReadonlyMap<string, string>,
    private readonly owners: CodeOwners | null,
    private readonly forgives = false,
  ) {
    this.patterns = new CriticalFiles(policy);
  }

  /**
   * The most severe of the rules for a path; among equals, the policy's own.
   *
   * @throws CountersignError `policy-broken` when the attribute names a rule that there is not, unless it forgives
   */
  reasonOf(path: string): RuleReason | null {
    const match = this.patterns.matchOf(path);
    const matched: RuleReason | null =
      match === null ? null : { rule: match.rule, by: 'policy', because: match.pattern };
    return [matched, this.owned(path), this.attributed(path)].reduce(stricterReason);
  }

  private owned(path: string): RuleReason | null {
    const { owners } = this;
    if (owners === null) return null;
    const found = this.policy.critical.map((rule): RuleReason | null => {
      const match = owners.match(path, rule.owners ?? []);
      return match === null ? null : { rule, by: 'owners', because: `${match.pattern} ${match.owner}` };
    });
    return found.reduce(stricterReason, null);
  }

  private attributed(path: string): RuleReason | null {
    const value = this.attributes.get(path);
    if (value === undefined || value === 'unspecified' || value === 'unset') return null;
    const rule = value === 'set' ? UNNAMED : this.policy.critical.find(({ name }) => name === value);
    if (rule !== undefined) return { rule, by: 'attribute', because: value };
    if (this.forgives) return { rule: UNNAMED, by: 'attribute', because: value };
    throw new CountersignError(
      'policy-broken',
      `The attribute ${RULE_ATTRIBUTE} of ${shownPath(path)} names the rule ${JSON.stringify(value)}, which is not in the policy: correct .gitattributes in the base.`,
    );
  }
}
