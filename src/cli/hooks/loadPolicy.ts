/**
 * Reads the policy of a working tree, and loads the code for it only when there is one.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { policyFileName } from '../../core/policy/policy';
import type { PolicyAnswer } from '../../adapters/node/policyFile';

export async function loadPolicy(root: string): Promise<PolicyAnswer> {
  if (!existsSync(join(root, policyFileName))) return { criticalRuleOf: () => null, problem: null };
  const program = join(__dirname, `hookPolicy${extname(__filename)}`);
  const { readPolicyFile } = createRequire(__filename)(program) as typeof import('../hookPolicy');
  return readPolicyFile(root);
}
