/**
 * Judged statements as the gate wants them: path by path.
 */
import type { JudgedStatement } from './judgedStatement';
import { ruleProblem } from './ruleProblem';
import type { Signoff } from './signoff';

/**
 * One sign-off for each path that a statement names. Who wrote a change, whom a rule lets sign and how many different
 * keys it wants is for the gate to compare.
 *
 * @param ruleOf the rule that makes a path critical now
 */
export function signoffsOf(
  statements: readonly JudgedStatement[],
  ruleOf: (path: string) => string | null,
): Signoff[] {
  return statements.flatMap(({ statement, email, key, problem }) =>
    (statement?.paths ?? []).map((reviewed) => {
      const reason = (problem ?? ruleProblem(reviewed, ruleOf))?.sentence ?? null;
      return {
        email,
        key,
        kind: 'signature',
        path: reviewed.path,
        blob: reviewed.blob,
        ...(reviewed.gone && { gone: reviewed.gone }),
        verdict: reason === null ? { valid: true } : { valid: false, reason },
      };
    }),
  );
}
