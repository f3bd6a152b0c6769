/**
 * Whether a check judges coverage.
 */
import type { CoverageTerms } from '../../policy/policy';
import { coverageMissingText } from './coverageText';

export type CoverageAsk =
  | { readonly kind: 'none' }
  /** The policy asks and there is nothing to judge: wrong usage, not a violation. */
  | { readonly kind: 'missing'; readonly sentence: string }
  /** With no minimum, lines that do not run are pointed out and stop nothing. */
  | { readonly kind: 'judge'; readonly minimum: number | null };

/** @param given whether the check was called with a coverage file */
export function coverageAsk({ ai }: CoverageTerms, given: boolean): CoverageAsk {
  if (given) return { kind: 'judge', minimum: ai };
  return ai === null ? { kind: 'none' } : { kind: 'missing', sentence: coverageMissingText };
}
