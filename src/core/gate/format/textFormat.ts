/**
 * The gate's answer as people read it in a terminal or the log of a build.
 */
import { printable } from '../../commit/sanitise';
import type { GateReport, Violation } from '../gateReport';

const LONGEST_SENTENCE = 4000;

/** A block for each violation, and the sum at the end. Nothing in it can move a cursor or begin a line of its own. */
export function textFormat(report: GateReport): string {
  return [...report.violations.map(block), summary(report)].map((part) => `${part}\n`).join('');
}

function block({ severity, commit, message, fix }: Violation): string {
  const head = `${severity}: ${sentence(message)}`;
  return [head, `  commit: ${commit.slice(0, 12)}`, `  to do: ${sentence(fix)}`, ''].join('\n');
}

/** Build servers take commands such as `##[add-mask]` from anywhere in a line of a log. */
function sentence(text: string): string {
  return printable(text, LONGEST_SENTENCE).replaceAll('##', '# #');
}

function summary({ ok, commits, violations }: GateReport): string {
  const judged = `${commits} commit${commits === 1 ? '' : 's'}`;
  if (violations.length === 0) return `${judged}: nothing to countersign.`;
  const found = `${violations.length} violation${violations.length === 1 ? '' : 's'}`;
  return `${judged}: ${found}${ok ? ', none of which stops anything' : ''}.`;
}
