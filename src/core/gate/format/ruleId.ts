/**
 * Names for rules that are unique across kinds: a policy may call a rule what a built-in one is called.
 */
import { visibleText } from '../../commit/visibleText';
import type { Violation } from '../gateReport';

/** `critical/payments`, `limit/limits.aiLinesPerCommit`, `tampered`. */
export function ruleId({ kind, rule }: Pick<Violation, 'kind' | 'rule'>): string {
  return kind === rule ? kind : `${kind}/${visibleText(rule)}`;
}
