/**
 * The policy of a working tree: which files its team calls critical.
 */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { defaultPolicy, policyFileName, type Policy } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readRegularFile } from '../node/readRegularFile';
import type { RulesFor } from './provenance';
import { WorktreeRules } from './worktreeRules';

export interface PolicyAnswer {
  /** Of a broken policy, the rules that can be read count. */
  readonly rulesFor: RulesFor;
  /** A sentence that says where the policy is broken; null when it is fine or there is none. */
  readonly problem: string | null;
}

/**
 * Reads `.countersign.json` of a working tree. Never throws: a policy that cannot be read is a problem in words.
 *
 * @param git runs in the root
 */
export async function readPolicyFile(git: Git, root: string): Promise<PolicyAnswer> {
  const answer = async (policy: Policy, problem: string | null): Promise<PolicyAnswer> => {
    const { rulesFor } = await WorktreeRules.read(git, root, policy);
    return { rulesFor, problem };
  };
  let text: string;
  try {
    text = await readRegularFile(join(root, policyFileName));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && !(await isLinkToNowhere(root));
    const problem = `${policyFileName} cannot be read, so no file counts as critical: make it readable.`;
    return answer(defaultPolicy, isMissing ? null : problem);
  }
  const { policy, problems } = parsePolicy(text);
  const [first] = problems;
  return answer(policy, first === undefined ? null : broken(lineOf(text, first.offset), first.message));
}

async function isLinkToNowhere(root: string): Promise<boolean> {
  return lstat(join(root, policyFileName)).then(
    () => true,
    () => false,
  );
}

function broken(line: number, message: string): string {
  const reason = `line ${line}: ${message.replace(/\.$/, '')}`;
  return `${policyFileName} is broken (${reason}), so only the rules that can be read count: correct it.`;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
