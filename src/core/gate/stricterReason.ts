/**
 * Which of two reasons for a path to be critical counts.
 */
import { severities } from '../policy/policy';
import type { RuleReason } from './ruleBook';

/** The one with the more severe rule; among equals, the first. */
export function stricterReason(one: RuleReason | null, other: RuleReason | null): RuleReason | null {
  if (one === null || other === null) return one ?? other;
  return severities.indexOf(other.rule.severity) < severities.indexOf(one.rule.severity) ? other : one;
}
