/**
 * Which rules paths are under by everything that one commit says: its policy, its CODEOWNERS and its attributes.
 */
import { RuleBook } from '../../../core/gate/ruleBook';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { codeOwnersAt } from './codeOwnersAt';
import { ruleAttributes } from './ruleAttributes';

/**
 * @param git runs in the root of the working tree
 * @param commit full id
 * @param policy the commit's own
 * @param paths all that will be asked about
 * @throws CountersignError `policy-broken`, `git-failed`
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
