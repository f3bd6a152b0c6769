/**
 * Says which rule a path is under, and which line of which file makes it so.
 */
import { RULE_ATTRIBUTE } from '../../../core/gate/ruleAttribute';
import { shownPath } from '../../../core/gate/violationText';
import { goesByOwners } from '../../../core/policy/goesByOwners';
import { policyFileName, type CriticalRule } from '../../../core/policy/policy';
import { CountersignError } from '../../../core/errors';
import { isRepositoryPath } from '../../../core/signing/reviewedText';
import type { Git } from '../../../core/ports';
import { readCommit } from '../commits';
import { gateRange } from './gateRange';
import { policyAt } from './policyAt';
import { ruleBookAt } from './ruleBookAt';

/**
 * A sentence or two.
 *
 * @param path from the root of the repository; the file need not exist
 * @param range whose base decides; null: HEAD
 * @throws CountersignError `bad-usage`, `unknown-revision`, `policy-broken`
 */
export async function explainPath(git: Git, path: string, range: string | null): Promise<string> {
  if (!isRepositoryPath(path))
    throw new CountersignError(
      'bad-usage',
      `${JSON.stringify(path)} is no path from the root of the repository: write it as git ls-files does.`,
    );
  const base = range === null ? (await readCommit(git, 'HEAD')).id : (await gateRange(git, range)).base;
  const at = base.slice(0, 10);
  const { policy, policyDigest } = await policyAt(git, base);
  const reason = (await ruleBookAt(git, base, policy, [path])).reasonOf(path);
  const file = shownPath(path);
  if (reason === null && policyDigest === null)
    return `${file} is not critical: there is no ${policyFileName} in ${at}, and no attribute ${RULE_ATTRIBUTE} for it.`;
  if (reason === null)
    return `${file} is not critical: no pattern of ${policyFileName} in ${at} matches it, ${goesByOwners(policy) ? 'no owner that a rule names has it, ' : ''}and it has no attribute ${RULE_ATTRIBUTE}.`;
  const because = {
    policy: `the pattern ${JSON.stringify(reason.because)} of ${policyFileName}`,
    owners: `${JSON.stringify(reason.because)} in CODEOWNERS`,
    attribute: `the attribute ${RULE_ATTRIBUTE}${reason.because === 'set' ? '' : `=${reason.because}`} in .gitattributes`,
  }[reason.by];
  return `${file} is critical: rule ${reason.rule.name} (${reason.rule.severity}), by ${because} in ${at}. ${asks(reason.rule)}`;
}

function asks({ countersign }: CriticalRule): string {
  if (countersign === null) return 'It points AI lines out and asks for no countersignature.';
  const { by, count, when } = countersign;
  const what = {
    ai: 'AI and mixed lines',
    unproven: 'AI, mixed and unknown lines',
    always: 'every change',
  }[when];
  const who = by.length === 0 ? 'anyone but the author' : by.join(', ');
  return `It wants ${count} countersignature${count === 1 ? '' : 's'} for ${what}, by ${who}.`;
}
