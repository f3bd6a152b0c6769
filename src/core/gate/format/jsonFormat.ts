/**
 * `--format json` and `--json`: the report as the one document that scripts rely on.
 */
import type { GateReport } from '../gateReport';
import { safeJson } from './safeJson';

/** Every value as it is in the report, fields in a fixed order. */
export function jsonFormat({ ok, commits, violations }: GateReport): string {
  return safeJson({
    ok,
    commits,
    violations: violations.map(({ kind, commit, path, rule, severity, lines, message, fix }) => ({
      ...{ kind, commit, path, rule, severity, lines, message, fix },
    })),
  });
}
