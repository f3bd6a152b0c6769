/**
 * The gate's answer for a range of commits: the JSON document of `countersign check --json`.
 */
import type { Severity } from '../policy/policy';

/** What kind of thing is wrong; a violation of a critical file's rule carries the rule's own name in `rule`. */
export type ViolationKind = 'critical' | 'destructive' | 'limit' | 'tampered' | 'coverage';

export interface Violation {
  readonly kind: ViolationKind;
  /** Full id of the commit that brought the lines in, or of the head when they cannot be told apart. */
  readonly commit: string;
  /** Repository path with `/`; null when the violation is about a commit as a whole. */
  readonly path: string | null;
  /** Name of the policy's rule, or of a built-in one: `limits.aiLinesPerCommit`, `tampered`, `coverage.ai`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Lines of `path` at the head of the range: 1-based, inclusive, ascending. Empty when it has none (deletions). */
  readonly lines: readonly (readonly [number, number])[];
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do, and who can do it. */
  readonly fix: string;
}

export interface GateReport {
  /** No violation of severity `error` or `warning` whose rule asks for something; then `check` exits 0. */
  readonly ok: boolean;
  /** How many commits were judged. */
  readonly commits: number;
  readonly violations: readonly Violation[];
}
