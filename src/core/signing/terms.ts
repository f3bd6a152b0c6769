/**
 * What the base of a range asks for; never what the judged change says.
 */
import type { Policy } from '../policy/policy';

export interface Terms {
  readonly policy: Policy;
  /** Name of the rule that makes a path critical. */
  readonly ruleOf: (path: string) => string | null;
}
