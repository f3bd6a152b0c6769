/**
 * The names of the quick fixes on our problems.
 */
import type { Translate } from './translate';

export interface CodeActionText {
  readonly showChange: string;
  readonly compare: string;
  readonly review: string;
  readonly openRule: string;
  readonly turnDown: string;
}

export function codeActionText(rule: string, t: Translate): CodeActionText {
  return {
    showChange: t('Show the AI change'),
    compare: t('Compare with the last commit'),
    review: t('Review and countersign…'),
    openRule: t('Open rule “{0}” in the policy', rule),
    turnDown: t('Change how AI warnings are shown…'),
  };
}

/** Of a name in the policy that was probably meant; `instead` is JSON. */
export function changeTo(instead: string, t: Translate): string {
  return t('Change to {0}', instead);
}
