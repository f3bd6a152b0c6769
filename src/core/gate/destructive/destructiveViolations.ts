/**
 * What is destructive in a commit, as violations of the gate.
 */
import { printable } from '../../commit/sanitise';
import type { DestructivePolicy, RuleCountersign } from '../../policy/policy';
import type { Violation } from '../gateReport';
import type { DestructiveFinding } from './destructiveChange';

/**
 * One violation for each finding that is not signed off, in order. Where nobody has to sign they are only told, so that
 * the gate lets them pass.
 */
export function destructiveViolations(
  findings: readonly DestructiveFinding[],
  { severity, countersign }: Pick<DestructivePolicy, 'severity' | 'countersign'>,
  commit: string,
  /** Whether the findings of a path carry the sign-offs that the policy asks for. */
  isSignedOff: (path: string) => boolean = () => false,
  /** The command that signs it off, where there is one. */
  command: string | null = null,
): Violation[] {
  return findings
    .filter((finding) => countersign === null || !pathsOf(finding).every(isSignedOff))
    .map((finding) => ({
      kind: 'destructive',
      commit,
      path: finding.kind === 'files-deleted' ? null : finding.path,
      rule: finding.rule,
      severity: countersign === null ? 'information' : severity,
      lines: finding.kind === 'added' ? finding.lines : [],
      message: messageOf(finding),
      fix: fixOf(countersign, command),
    }));
}

function pathsOf(finding: DestructiveFinding): readonly string[] {
  return finding.kind === 'files-deleted' ? finding.paths : [finding.path];
}

function messageOf(finding: DestructiveFinding): string {
  const why = finding.reason === null ? '' : ` (${printable(finding.reason)})`;
  const rule = `${finding.rule}${why}`;
  switch (finding.kind) {
    case 'added':
      return `AI-written lines are destructive: ${rule}.`;
    case 'removed':
      return `An AI deleted ${lines(finding.removed.length)} that should not go unseen: ${rule}.`;
    case 'file-deleted':
      return `An AI deleted a file that should not go unseen: ${rule}.`;
    case 'lines-deleted':
      return `An AI deleted ${lines(finding.count)} of this file; the policy allows ${finding.limit}.`;
    case 'files-deleted':
      return `An AI deleted ${finding.paths.length} files; the policy allows ${finding.limit}.`;
  }
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function fixOf(countersign: RuleCountersign | null, command: string | null): string {
  if (countersign === null) return 'Make sure that this is meant; nobody has to sign.';
  const { by, count } = countersign;
  const people = by.length === 0 ? 'someone else' : by.join(', ');
  const who = count === 1 ? `Let ${people} review` : `Let ${count} of ${people} review`;
  const how = command === null ? '' : ` (${command})`;
  return `${who} and countersign it${how}, or take it back.`;
}
