/**
 * The rules about destructive edits that count without a policy: few, and each about something that is rarely meant to
 * happen unseen. `docs/policy.md` lists them.
 */
import type { BuiltInDestructive, DestructivePolicy } from '../../policy/policy';
import { policyFileName } from '../../policy/policy';
import type { DestructiveRule, LineTest } from './destructiveRule';
import type { FileKind } from './fileKind';
import { removesGuard, removesGuarded } from './guardRules';
import { destroys, losesProtection, unprotects } from './infraRules';
import { discards, pushesByForce, removesRecursively, skipsHooks } from './shellRules';
import { deletesAllRows, dropsData, truncatesData } from './sqlRules';
import { deletesTestFile, removesTest, skipsTest } from './testRules';

type Rule = Pick<DestructiveRule, 'adds' | 'removes' | 'excuses' | 'deletesFile'> & {
  readonly reason: string;
};

const rules: Readonly<Record<BuiltInDestructive, Rule>> = {
  'sql-drop': { reason: 'drops a table, column, schema or database', adds: inProduct(dropsData) },
  'sql-truncate': { reason: 'empties a table', adds: inProduct(truncatesData) },
  'sql-delete-all': { reason: 'deletes every row of a table', adds: inProduct(deletesAllRows) },
  'infra-destroy': { reason: 'destroys infrastructure', adds: destroys },
  'infra-unprotected': {
    reason: 'takes away what keeps infrastructure from being destroyed',
    adds: unprotects,
    removes: losesProtection,
  },
  'rm-rf': { reason: 'deletes files without asking', adds: removesRecursively },
  'force-push': { reason: 'overwrites the history of others', adds: pushesByForce },
  'git-discard': { reason: 'throws away what is not committed', adds: discards },
  'skip-hooks': { reason: 'skips the hooks that check a commit', adds: skipsHooks },
  'migration-deleted': {
    reason: 'deletes a database migration',
    deletesFile: ({ isMigration }) => isMigration,
  },
  'test-deleted': { reason: 'deletes tests', removes: removesTest, deletesFile: deletesTestFile },
  'test-skipped': { reason: 'switches a test off', adds: skipsTest },
  'guard-removed': {
    reason: 'removes a check of who may do this',
    removes: removesGuard,
    excuses: removesGuarded,
  },
};

/** The built-in rules that a policy leaves on. */
export function builtInRules({ defaults, except }: DestructivePolicy): DestructiveRule[] {
  if (!defaults) return [];
  return Object.entries(rules)
    .filter(([name]) => !except.some((excepted) => excepted === name))
    .map(([name, rule]) => ({ name, covers, ...rule }));
}

/** Prose explains what is dangerous, and the policy names it. */
function covers(path: string, kind: FileKind): boolean {
  return !kind.isProse && !kind.isGenerated && path !== policyFileName;
}

/** Tests make and drop tables of their own; the way back of a migration is there to drop. */
function inProduct(test: LineTest): LineTest {
  return (line) => !line.kind.isTest && !line.kind.isUndo && test(line);
}
