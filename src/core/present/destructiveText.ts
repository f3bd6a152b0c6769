/**
 * What a destructive AI edit says of itself in the list of problems.
 */
import type { PlacedFinding } from '../gate/destructive/placedFinding';
import type { RuleCountersign } from '../policy/policy';
import { ruleDemand } from './ruleText';
import type { Translate } from './translate';

const mostRanges = 5;

/** What, which rule and why, where or how much, what is asked. */
export function destructiveMessage(
  finding: PlacedFinding,
  countersign: RuleCountersign | null,
  t: Translate,
): string {
  const { rule, reason } = finding;
  const title = reason === null ? rule : t('{0} ({1})', rule, reason);
  const demand = countersign === null ? t('Make sure that this is meant.') : ruleDemand({ countersign }, t);
  return `${t('Destructive AI edit: {0}.', title)} ${facts(finding, t)} ${demand}`;
}

function facts(finding: PlacedFinding, t: Translate): string {
  switch (finding.kind) {
    case 'added':
      return lineText(finding.lines, t);
    case 'removed':
      return finding.count === 1
        ? t('An AI deleted 1 such line here.')
        : t('An AI deleted {0} such lines here.', finding.count);
    case 'lines-deleted':
      return t('An AI deleted {0} lines of this file, more than {1}.', finding.count, finding.limit);
  }
}

function lineText(lines: PlacedFinding['lines'], t: Translate): string {
  const shown = lines
    .slice(0, mostRanges)
    .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
    .join(', ');
  const [only] = lines;
  if (lines.length === 1 && only?.[0] === only?.[1]) return t('Line {0}.', shown);
  return t('Lines {0}.', lines.length > mostRanges ? `${shown}, …` : shown);
}
