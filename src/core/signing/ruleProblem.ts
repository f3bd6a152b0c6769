/**
 * Whether a path is still critical for the reason that its reviewer had before him.
 */
import { printable } from '../commit/sanitise';
import { problem, type Problem } from './problem';
import type { ReviewedPath } from './statement';

/** @param ruleOf the rule that makes a path critical now; where none does, nobody asks. */
export function ruleProblem(
  { path, rule }: ReviewedPath,
  ruleOf: (path: string) => string | null,
): Problem | null {
  const now = ruleOf(path);
  if (now === null || now === rule) return null;
  return problem(
    'policy-changed',
    `${printable(path)} was reviewed under the rule ${rule} and is under ${now} now: sign again.`,
  );
}
