/**
 * The policy of a working tree: which files its team calls critical.
 */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { CriticalFiles } from '../../core/policy/criticalFiles';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { policyFileName } from '../../core/policy/policy';
import { readRegularFile } from './readRegularFile';

export interface PolicyAnswer {
  /** Name of the rule that covers a path. Of a broken policy, the rules that can be read count. */
  readonly criticalRuleOf: (path: string) => string | null;
  /** A sentence that says where the policy is broken; null when it is fine or there is none. */
  readonly problem: string | null;
}

const NOTHING_CRITICAL = (): null => null;

/** Reads `.countersign.json` of a working tree. Never throws: a policy that cannot be read is a problem in words. */
export async function readPolicyFile(root: string): Promise<PolicyAnswer> {
  let text: string;
  try {
    text = await readRegularFile(join(root, policyFileName));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && !(await isLinkToNowhere(root));
    const problem = `${policyFileName} cannot be read, so no file counts as critical: make it readable.`;
    return { criticalRuleOf: NOTHING_CRITICAL, problem: isMissing ? null : problem };
  }
  const { policy, problems } = parsePolicy(text);
  const critical = new CriticalFiles(policy);
  const [first] = problems;
  return {
    criticalRuleOf: (path) => critical.ruleOf(path)?.name ?? null,
    problem: first === undefined ? null : broken(lineOf(text, first.offset), first.message),
  };
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
