/**
 * Which of two reasons for a path to be critical counts.
 */
import { rankOf } from '../policy/rankOf';
import type { RuleReason } from './ruleBook';

/** The one whose rule has the lower rank; among equals, the first. */
export function stricterReason(one: RuleReason | null, other: RuleReason | null): RuleReason | null {
  if (one === null || other === null) return one ?? other;
  return rankOf(other.rule) < rankOf(one.rule) ? other : one;
}
