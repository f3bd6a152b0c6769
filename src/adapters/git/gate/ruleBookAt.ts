/**
 * The rules of a commit: the patterns of its policy, its CODEOWNERS, and its attributes.
 */
import { RuleBook } from '../../../core/gate/ruleBook';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { codeOwnersAt } from './codeOwnersAt';
import { ruleAttributes } from './ruleAttributes';

/**
 * @param commit full id
 * @param policy that of the commit
 * @param paths what will be asked for
 * @throws CountersignError `policy-broken`
 */
export async function ruleBookAt(
  git: Git,
  commit: string,
  policy: Policy,
  paths: readonly string[],
): Promise<RuleBook> {
  const owners = await codeOwnersAt(git, commit, policy);
  return new RuleBook(policy, await ruleAttributes(git, commit, paths), owners);
}
