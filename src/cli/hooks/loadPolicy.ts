/**
 * Reads the policy of a working tree, and loads the code for it only when there is one.
 */
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_ATTRIBUTE } from '../../core/gate/ruleAttribute';
import { policyFileName } from '../../core/policy/policy';
import type { PolicyAnswer } from '../../adapters/git/policyFile';
import type { HookContext } from './hookContext';
import { loadProgram } from './loadProgram';

/** Without the code for it, no file counts as critical, and the answer says so. */
export async function loadPolicy(context: HookContext): Promise<PolicyAnswer> {
  const { git, repository } = context;
  const { root } = repository;
  const none: PolicyAnswer = { rulesFor: async () => () => null, problem: null };
  // A link to nowhere is a policy that cannot be read.
  if (!lstatSync(join(root, policyFileName), { throwIfNoEntry: false }) && !isInAttributes(root)) return none;
  try {
    const { lookAtEnforcement, readPolicyFile } = loadProgram('hookPolicy') as typeof import('../hookPolicy');
    // Where that fails, the shell learns nothing, and has the hook look that judges.
    const [answer] = await Promise.all([
      readPolicyFile(git, root),
      lookAtEnforcement(context).catch(() => undefined),
    ]);
    return answer;
  } catch {
    const problem =
      'a program of the hooks is missing, so no file counts as critical; run: countersign hooks install';
    return { ...none, problem };
  }
}

/** Files are put under a rule without a policy, too. The root's file alone is asked, so that most commits load nothing. */
function isInAttributes(root: string): boolean {
  try {
    const file = join(root, '.gitattributes');
    return statSync(file).isFile() && readFileSync(file, 'utf8').includes(RULE_ATTRIBUTE);
  } catch {
    // Most repositories have none.
    return false;
  }
}
