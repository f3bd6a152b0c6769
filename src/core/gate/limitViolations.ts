/**
 * The limits for one commit: what is too much for anybody to review well.
 */
import { parseProvenanceTrailers } from '../commit/parseTrailers';
import type { CommitProvenance } from '../history/commitProvenance';
import type { LoggedCommit } from '../history/loggedCommit';
import type { Limits } from '../policy/policy';
import type { Violation } from './gateReport';

/** What a commit has too much of. */
export function limitViolations(
  logged: LoggedCommit,
  provenance: CommitProvenance,
  limits: Limits,
): Violation[] {
  const { aiLinesPerCommit, aiDeletedLinesPerCommit } = limits;
  const [ai, deleted] = largest(logged, provenance);
  const violations: Violation[] = [];
  if (aiLinesPerCommit !== null && ai > aiLinesPerCommit)
    violations.push(violation(logged, 'aiLinesPerCommit', `${ai} AI lines`, aiLinesPerCommit));
  if (aiDeletedLinesPerCommit !== null && deleted > aiDeletedLinesPerCommit)
    violations.push(
      violation(
        logged,
        'aiDeletedLinesPerCommit',
        `${deleted} lines that an AI deleted`,
        aiDeletedLinesPerCommit,
      ),
    );
  return violations;
}

/** Of a squash merge without a note, the largest commit in it: each was small enough or not on its own. */
function largest(logged: LoggedCommit, provenance: CommitProvenance): [ai: number, deleted: number] {
  const sum: [number, number] = [provenance.ai, provenance.deletedByAi];
  if (provenance.source !== 'trailers') return sum;
  const { provenance: parts } = parseProvenanceTrailers(logged.message);
  if (parts.length < 2) return sum;
  return [Math.max(...parts.map(({ ai }) => ai)), Math.max(...parts.map(({ deletedByAi }) => deletedByAi))];
}

function violation(logged: LoggedCommit, limit: keyof Limits, what: string, most: number): Violation {
  return {
    kind: 'limit',
    commit: logged.id,
    path: null,
    rule: `limits.${limit}`,
    severity: 'error',
    lines: [],
    message: `Commit ${logged.id.slice(0, 10)} has ${what}, and the policy allows ${most} in one commit.`,
    fix: 'Split the commit into parts that a person can review, or have the limit raised in the base.',
  };
}
