/**
 * Reads the policy of a working tree, and loads the code for it only when there is one.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { policyFileName } from '../../core/policy/policy';
import type { PolicyAnswer } from '../../adapters/node/policyFile';
import { loadProgram } from './loadProgram';

/** Without the code for it, no file counts as critical, and the answer says so. */
export async function loadPolicy(root: string): Promise<PolicyAnswer> {
  const none = { criticalRuleOf: () => null, problem: null };
  // A link to nowhere is a policy that cannot be read.
  if (!lstatSync(join(root, policyFileName), { throwIfNoEntry: false })) return none;
  try {
    const { readPolicyFile } = loadProgram('hookPolicy') as typeof import('../hookPolicy');
    return await readPolicyFile(root);
  } catch {
    const problem =
      'a program of the hooks is missing, so no file counts as critical; run: countersign hooks install';
    return { ...none, problem };
  }
}
