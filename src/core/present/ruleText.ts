/**
 * What a critical rule asks of a change, in words.
 */
import type { CriticalRule } from '../policy/policy';
import type { Translate } from './translate';

/** One sentence: who has to countersign, or that the rule only points AI lines out. */
export function ruleDemand(rule: Pick<CriticalRule, 'countersign'>, t: Translate): string {
  if (rule.countersign === null) return t('Review it with care.');
  const { by, count } = rule.countersign;
  if (by.length === 0)
    return count === 1
      ? t('Needs a countersignature by someone else.')
      : t('Needs countersignatures by {0} other people.', count);
  const seniors = by.join(', ');
  if (count === 1) return t('Needs a countersignature by {0}.', seniors);
  return t('Needs {0} countersignatures by {1}.', count, seniors);
}

/** The rule's name, with the team's reason when there is one. */
export function ruleTitle(rule: CriticalRule, t: Translate): string {
  return rule.reason === null ? rule.name : t('{0} ({1})', rule.name, rule.reason);
}
