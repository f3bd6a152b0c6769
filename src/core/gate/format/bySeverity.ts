/**
 * The order of violations where readers may look at the first ones only.
 */
import { severities } from '../../policy/policy';
import type { Violation } from '../gateReport';

/** The most severe first; equals stay in the order of the report. */
export function bySeverity(violations: readonly Violation[]): Violation[] {
  return [...violations].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
