/**
 * Which of several rules for a path counts.
 */
import { severities, type CriticalRule } from './policy';

/**
 * The smaller, the sooner: rules that ask for a countersignature, so that none is lost to a rule that only warns; among
 * them, and among the others, the more severe.
 */
export function rankOf({ severity, countersign }: CriticalRule): number {
  return severities.indexOf(severity) + (countersign ? 0 : severities.length);
}
