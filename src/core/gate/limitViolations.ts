/**
 * The limits for one commit: what is too much for anybody to review well.
 */
import { parseProvenanceTrailers, type ProvenanceTrailer } from '../commit/parseTrailers';
import type { CommitProvenance } from '../history/commitProvenance';
import type { LoggedCommit } from '../history/loggedCommit';
import type { Limits } from '../policy/policy';
import type { Violation } from './gateReport';

/**
 * What a commit has too much of. As everywhere in the gate, a line that both an AI and a person changed is the AI's, whoever
 * prevails.
 */
export function limitViolations(
  logged: LoggedCommit,
  provenance: CommitProvenance,
  limits: Limits,
): Violation[] {
  const { aiLinesPerCommit, aiDeletedLinesPerCommit } = limits;
  const [ai, deleted] = largest(logged, provenance);
  const violations: Violation[] = [];
  if (aiLinesPerCommit !== null && ai > aiLinesPerCommit)
    violations.push(violation(logged, 'aiLinesPerCommit', aiText(ai, provenance), aiLinesPerCommit));
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
  if (provenance.source === 'note') {
    // Of a mixed line, the AI's part has a tool even where the person's is the larger one.
    const byTool = provenance.tools.reduce((sum, { lines }) => sum + lines, 0);
    return [Math.max(provenance.ai, byTool), provenance.deletedByAi];
  }
  if (provenance.source !== 'trailers') return [provenance.ai, provenance.deletedByAi];
  const { provenance: parts } = parseProvenanceTrailers(logged.message);
  return [
    Math.max(...parts.map(leastAi)),
    parts.length < 2 ? provenance.deletedByAi : Math.max(...parts.map(({ deletedByAi }) => deletedByAi)),
  ];
}

/** Mixed lines may be among the AI's as well; numbers do not tell how many are. */
function leastAi({ ai, mixed }: ProvenanceTrailer): number {
  return Math.max(ai, mixed);
}

function aiText(lines: number, { ai }: CommitProvenance): string {
  return lines > ai ? `${lines} AI and mixed lines` : `${lines} AI lines`;
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
