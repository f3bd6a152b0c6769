/**
 * What a critical rule asks of a change, in words.
 */
import type { CriticalRule, Policy } from '../policy/policy';
import type { Translate } from './translate';

const mostPeople = 5;

/**
 * One sentence: who has to countersign, or that the rule only points AI lines out.
 *
 * @param groups of the policy, for the people behind their names
 */
export function ruleDemand(
  rule: Pick<CriticalRule, 'countersign'>,
  t: Translate,
  groups: Policy['groups'] = new Map(),
): string {
  if (rule.countersign === null) return t('Review it with care.');
  const { by, count } = rule.countersign;
  if (by.length === 0)
    return count === 1
      ? t('Needs a countersignature by someone else.')
      : t('Needs countersignatures by {0} other people.', count);
  const seniors = by.map((who) => named(who, groups, t)).join(', ');
  if (count === 1) return t('Needs a countersignature by {0}.', seniors);
  return t('Needs {0} countersignatures by {1}.', count, seniors);
}

/** A group with its people; anybody else as he is. */
function named(who: string, groups: Policy['groups'], t: Translate): string {
  const people = who.startsWith('@') ? (groups.get(who.slice(1)) ?? []) : [];
  if (people.length === 0) return who;
  const shown = people.slice(0, mostPeople).join(', ');
  return t('{0} ({1})', who, people.length > mostPeople ? `${shown}, …` : shown);
}

/** The rule's name, with the team's reason when there is one. */
export function ruleTitle(rule: CriticalRule, t: Translate): string {
  return rule.reason === null ? rule.name : t('{0} ({1})', rule.name, rule.reason);
}
