/**
 * Which rule a path is under, by the policy's patterns and by the attribute `countersign`, and how that came.
 */
import { CountersignError } from '../errors';
import { CriticalFiles } from '../policy/criticalFiles';
import { severities, type CriticalRule, type Policy } from '../policy/policy';
import { shownPath } from './violationText';

/** The git attribute that puts a path under a rule. */
export const RULE_ATTRIBUTE = 'countersign';

export interface RuleReason {
  readonly rule: CriticalRule;
  /** What says so. */
  readonly by: 'policy' | 'attribute';
  /** The pattern that matches, or the value of the attribute. */
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

  /** @param attributes values of the attribute by path, as the base has them */
  constructor(
    private readonly policy: Policy,
    private readonly attributes: ReadonlyMap<string, string>,
  ) {
    this.patterns = new CriticalFiles(policy);
  }

  /**
   * The most severe of the rules for a path; among equals, the policy's own.
   *
   * @throws CountersignError `policy-broken` when the attribute names a rule that there is not
   */
  reasonOf(path: string): RuleReason | null {
    const match = this.patterns.matchOf(path);
    const matched: RuleReason | null =
      match === null ? null : { rule: match.rule, by: 'policy', because: match.pattern };
    const attributed = this.attributed(path);
    if (matched === null || attributed === null) return matched ?? attributed;
    return rank(attributed.rule) < rank(matched.rule) ? attributed : matched;
  }

  private attributed(path: string): RuleReason | null {
    const value = this.attributes.get(path);
    if (value === undefined || value === 'unspecified' || value === 'unset') return null;
    const rule = value === 'set' ? UNNAMED : this.policy.critical.find(({ name }) => name === value);
    if (rule !== undefined) return { rule, by: 'attribute', because: value };
    throw new CountersignError(
      'policy-broken',
      `The attribute ${RULE_ATTRIBUTE} of ${shownPath(path)} names the rule ${JSON.stringify(value)}, which is not in the policy: correct .gitattributes in the base.`,
    );
  }
}

function rank({ severity }: CriticalRule): number {
  return severities.indexOf(severity);
}
