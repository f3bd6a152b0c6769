/**
 * What a hook says when a policy stops a commit or a push: what is wrong, who can put it right, and how to go on.
 */
import { printable } from '../commit/sanitise';
import type { Violation } from './gateReport';

const MOST = 10;
const LONGEST = 2000;

export type Refused = 'commit' | 'push';

/** Lines for a terminal. */
export function refusalText(what: Refused, violations: readonly Violation[]): string[] {
  const more = violations.length - MOST;
  return [
    `the policy refuses this ${what}:`,
    ...violations.slice(0, MOST).flatMap(violationLines),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `git ${what} --no-verify goes on without this check; countersign check in the build still decides.`,
  ];
}

/** The same of what is only pointed out: a commit that has to exist before it can be signed. */
export function waitingText(violations: readonly Violation[]): string[] {
  const more = violations.length - MOST;
  return [
    'this commit has to be countersigned before it is pushed:',
    ...violations.slice(0, MOST).flatMap(violationLines),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** Why nobody judged, and that this stops nothing. */
export function unjudgedText(what: Refused, reason: string): string {
  const sentence = printable(reason, LONGEST).replace(/\.$/, '');
  return `whether this ${what} has to be countersigned is not known (${sentence}), so it goes on; countersign check in the build still decides.`;
}

function violationLines({ message, fix, path }: Violation): string[] {
  const text = printable(message, LONGEST);
  const place = path === null || text.includes(path) ? '' : `${printable(path, LONGEST)}: `;
  return [`  ${place}${text}`, `    to do: ${printable(fix, LONGEST)}`];
}
