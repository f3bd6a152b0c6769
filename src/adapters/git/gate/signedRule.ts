/**
 * The name of the rule that a statement says a file was reviewed under.
 */
import type { CriticalRule } from '../../../core/policy/policy';
import type { Trust } from '../../node/signing/trust';

/**
 * Whoever verifies compares with the pattern's rule, and with none where an attribute, an owner or a former path decides.
 *
 * @param rule the one that decides
 */
export function signedRule({ ruleOf }: Pick<Trust, 'ruleOf'>, path: string, rule: CriticalRule): string {
  return ruleOf(path) ?? rule.name;
}
