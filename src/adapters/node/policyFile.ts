/**
 * The policy of a working tree: which files its team calls critical.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CriticalFiles } from '../../core/policy/criticalFiles';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { policyFileName } from '../../core/policy/policy';

export interface PolicyAnswer {
  /** Name of the rule that covers a path; always null when there is no policy or it is broken. */
  readonly criticalRuleOf: (path: string) => string | null;
  /** A sentence that says where the policy is broken; null when it is fine or there is none. */
  readonly problem: string | null;
}

const NOTHING_CRITICAL = (): null => null;

/** Reads `.countersign.json` of a working tree. Never throws: a policy that cannot be read is a problem in words. */
export async function readPolicyFile(root: string): Promise<PolicyAnswer> {
  let text: string;
  try {
    text = await readFile(join(root, policyFileName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { criticalRuleOf: NOTHING_CRITICAL, problem: null };
    return broken('it cannot be read');
  }
  const { policy, problems } = parsePolicy(text);
  const [first] = problems;
  if (first !== undefined)
    return broken(`line ${lineOf(text, first.offset)}: ${first.message.replace(/\.$/, '')}`);
  const critical = new CriticalFiles(policy);
  return { criticalRuleOf: (path) => critical.ruleOf(path)?.name ?? null, problem: null };
}

function broken(reason: string): PolicyAnswer {
  return {
    criticalRuleOf: NOTHING_CRITICAL,
    problem: `${policyFileName} is broken (${reason}), so no file counts as critical: correct it.`,
  };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
