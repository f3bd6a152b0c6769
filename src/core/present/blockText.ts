/**
 * What a block of AI lines in a critical file says about itself: in the list of problems and after its first line.
 */
import type { CriticalRule, Policy } from '../policy/policy';
import type { AiBlock } from './aiBlocks';
import { ruleDemand, ruleTitle } from './ruleText';
import { toolName } from './toolName';
import type { Translate } from './translate';

/** The problem message: what, which rule and why, who wrote how much, who has to sign. */
export function diagnosticMessage(
  block: AiBlock,
  rule: CriticalRule,
  t: Translate,
  groups?: Policy['groups'],
): string {
  const what = block.mixed
    ? t('Code written with AI in a critical file: {0}.', ruleTitle(rule, t))
    : t('AI-written code in a critical file: {0}.', ruleTitle(rule, t));
  return `${what} ${contribution(block, t)} ${ruleDemand(rule, t, groups)}`;
}

function contribution(block: AiBlock, t: Translate): string {
  const tool = block.tool === null ? t('An AI tool') : toolName(block.tool, block.model);
  const lines =
    block.first === block.last
      ? t('{0}, line {1}', tool, block.first)
      : t('{0}, lines {1}–{2}', tool, block.first, block.last);
  return block.evidence === 'inferred' ? t('{0} (inferred).', lines) : `${lines}.`;
}

/** The short text after a block's first line. */
export function afterLineText(rule: CriticalRule, t: Translate): string {
  return rule.countersign === null
    ? t('⚠ AI · {0} · review with care', rule.name)
    : t('⚠ AI · {0} · needs countersigning', rule.name);
}

/** What a screen reader says when the cursor jumps to a block. */
export function blockAnnouncement(block: AiBlock, index: number, count: number, t: Translate): string {
  const tool = block.tool === null ? t('an AI tool') : toolName(block.tool, block.model);
  return block.first === block.last
    ? t('AI change {0} of {1}: line {2}, {3}', index, count, block.first, tool)
    : t('AI change {0} of {1}: lines {2} to {3}, {4}', index, count, block.first, block.last, tool);
}
