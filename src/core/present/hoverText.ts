/**
 * What the hover over one line says, as plain data: who, with what, when, how we know, what the policy asks.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { CriticalRule, Policy } from '../policy/policy';
import { aiOriginOf } from './aiBlocks';
import { evidenceText } from './evidenceText';
import { ruleDemand, ruleTitle } from './ruleText';
import { timeText } from './timeText';
import { toolName } from './toolName';
import type { Translate } from './translate';

export interface HoverText {
  readonly title: string;
  readonly facts: readonly string[];
  /** What the policy asks; null when the file is not critical. */
  readonly demand: { readonly rule: string; readonly text: string } | null;
}

/**
 * The hover of an AI or mixed line.
 * @param now milliseconds since the epoch
 * @param groups of the policy, for the people behind their names
 */
export function hoverText(
  line: LineAuthor,
  rule: CriticalRule | null,
  now: number,
  t: Translate,
  groups?: Policy['groups'],
): HoverText {
  const demand = rule && { rule: t('Critical: {0}', ruleTitle(rule, t)), text: ruleDemand(rule, t, groups) };
  return { title: title(line, t), facts: facts(line, now, t), demand };
}

function title(line: LineAuthor, t: Translate): string {
  const origin = aiOriginOf(line);
  if (origin === null) return t('Written with AI, then changed by a person');
  const tool = toolName(origin.tool, origin.model);
  if (!line.mixed) return t('Written by {0}', tool);
  return line.author === 'ai'
    ? t('Written by {0}, then changed by a person', tool)
    : t('Written with {0}, mostly by a person', tool);
}

function facts(line: LineAuthor, now: number, t: Translate): string[] {
  const origin = aiOriginOf(line);
  if (origin === null) return [timeText(line.origin.time, now, t)];
  return [timeText(origin.time, now, t), t('Evidence: {0}', evidenceText(origin.evidence, t))];
}

/** The names of the links under a hover. */
export function hoverActions(t: Translate): { next: string; openRule: string; markCritical: string } {
  return {
    next: t('Next AI change'),
    openRule: t('Open the rule'),
    markCritical: t('Mark this file as critical…'),
  };
}
