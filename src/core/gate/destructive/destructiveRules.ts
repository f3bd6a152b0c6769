/**
 * Everything that a policy says of destructive edits, ready to be compared with changes.
 */
import type { DestructivePolicy } from '../../policy/policy';
import { builtInRules } from './builtInRules';
import type { DestructiveRule } from './destructiveRule';
import { teamRule } from './teamRule';

export interface DestructiveRules {
  readonly rules: readonly DestructiveRule[];
  readonly linesDeleted: number | null;
  readonly filesDeleted: number | null;
}

/** @param policy null: nothing is destructive */
export function destructiveRules(policy: DestructivePolicy | null): DestructiveRules {
  if (policy === null) return { rules: [], linesDeleted: null, filesDeleted: null };
  const { linesDeleted, filesDeleted, patterns } = policy;
  return { rules: [...builtInRules(policy), ...patterns.map(teamRule)], linesDeleted, filesDeleted };
}
