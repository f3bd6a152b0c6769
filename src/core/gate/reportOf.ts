/**
 * The gate's answer from its parts.
 */
import type { GateReport, Violation } from './gateReport';

/** Violations of severity `information` are told and let everything pass. */
export function reportOf(commits: number, violations: readonly Violation[]): GateReport {
  return { ok: violations.every(({ severity }) => severity === 'information'), commits, violations };
}
