/**
 * The sentences of violations: what is wrong, who can put it right, and with which command.
 */
import { printable } from '../commit/sanitise';
import { quotePath } from '../commit/quotedPath';
import type { LineRange } from '../model';
import type { Proof, RuleCountersign } from '../policy/policy';
import type { Demand } from './demand';
import type { Violation } from './gateReport';
import type { DemandVerdict } from './judgeDemand';
import type { Suspicion } from './suspicion';

const MOST_RANGES = 10;
const MOST_PEOPLE = 10;
const MOST_REFUSALS = 5;

const WRITE_ANEW =
  'Have the trailers written anew: git commit --amend, or a rebase that rewords it, with the hooks installed.';

/** Full ids of what the judged range was named by. */
export interface JudgedEnds {
  readonly base: string;
  readonly head: string;
}

/** What is judged: commits, or one that is about to be made. */
export type Judged = JudgedEnds | { readonly toBe: Proof };

/** A change that is not signed off. */
export function unsigned(
  demand: Demand,
  terms: RuleCountersign,
  verdict: DemandVerdict,
  judged: Judged,
): Violation {
  const { change, commit, lines } = demand;
  const { rule } = change;
  const wanted = `${verdict.wanted} countersignature${verdict.wanted === 1 ? '' : 's'}`;
  const has = verdict.given === 0 ? 'none' : String(verdict.given);
  const refused = verdict.refused.slice(0, MOST_REFUSALS).map((reason) => ` ${printable(reason, 400)}`);
  return {
    kind: 'critical',
    commit,
    path: change.path,
    rule: rule.name,
    severity: rule.severity,
    lines,
    message: `${what(demand)}; the rule ${rule.name} wants ${wanted}, and there is ${has}.${refused.join('')}`,
    fix: fix(terms, verdict, steps(demand, judged)),
  };
}

function what({ change, lines, reason, placed }: Demand): string {
  const file = shownPath(change.path);
  const where = lines.length === 0 ? file : `${file} ${lineText(lines)}`;
  if (reason === 'any') return change.deleted ? `${file} was deleted` : `${where} changed`;
  if (change.deleted || lines.length === 0)
    return reason === 'ai'
      ? `${file} was ${change.deleted ? 'deleted' : 'changed'} with an AI's part in it`
      : `Nobody knows who ${change.deleted ? 'deleted' : 'changed'} ${file}`;
  if (reason === 'unknown') return `Nobody knows who wrote ${where}`;
  return placed ? `An AI wrote ${where}` : `An AI had a part in ${where}`;
}

/** What who reviewed it does. */
function steps(demand: Demand, judged: Judged): string {
  if ('base' in judged) return `run countersign sign ${toSign(demand, judged)}, then countersign notes push`;
  return stepsToBe(judged.toBe);
}

/** The same of a commit that does not exist yet. */
export function stepsToBe(proof: Proof): string {
  return proof === 'signature'
    ? 'run countersign sign HEAD when it is committed, then countersign notes push'
    : 'be named in the message, as with git commit --trailer "Countersigned-by: NAME <EMAIL>"';
}

function fix(terms: RuleCountersign, { eligible, wanted }: DemandVerdict, command: string): string {
  const then = `has to review it and ${command}`;
  if (eligible === null) return `Somebody other than its author ${then}.`;
  if (eligible.length === 0)
    return `Nobody but its author may sign (${people(terms)}): have the policy in the base name somebody else.`;
  const who = `${eligible.slice(0, MOST_PEOPLE).join(', ')}${eligible.length > MOST_PEOPLE ? ', …' : ''}`;
  const groups = terms.by.filter((name) => name.startsWith('@'));
  const named = `${who}${groups.length === 0 ? '' : ` (${groups.join(', ')})`}`;
  if (eligible.length === 1 && wanted === 1) return `${named} ${then}.`;
  return wanted === 1 ? `One of ${named} ${then}.` : `${wanted} of ${named} have${then.slice('has'.length)}.`;
}

/** The commit alone, where a look at it shows everything that is to be reviewed; else the range. */
function toSign(demand: Demand, { base, head }: JudgedEnds): string {
  const { change, commit, alone, placed, reason, lines } = demand;
  const isAll = alone && placed && change.byPattern && reason === 'ai' && lines.length > 0;
  return isAll ? commit.slice(0, 12) : `${base.slice(0, 12)}..${head.slice(0, 12)}`;
}

function people({ by }: RuleCountersign): string {
  return by.slice(0, MOST_PEOPLE).join(', ');
}

/** A path on one line, as it stands where it is plain and as git quotes it where it is not. */
export function shownPath(path: string): string {
  return printable(path, 4096) === path ? path : quotePath(path);
}

function lineText(lines: readonly LineRange[]): string {
  const shown = lines
    .slice(0, MOST_RANGES)
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const isOne = lines.length === 1 && lines[0]?.[0] === lines[0]?.[1];
  return `${isOne ? 'line' : 'lines'} ${shown.join(', ')}${lines.length > MOST_RANGES ? ', …' : ''}`;
}

/** What a commit says of itself is not what it was made with. */
export function tampered({ commit, kind, told, real }: Suspicion): Violation {
  const name = commit.slice(0, 10);
  const [message, advice] = {
    'trailers-removed': [
      `The note of ${name} tells of ${told} AI lines, and its message says nothing of them: the trailers were removed.`,
      `Give the message its trailers back (git commit --amend, or a rebase that rewords it, with the hooks installed).`,
    ],
    'note-missing': [
      `The message of ${name} tells of ${told} AI lines, and its note is missing: it was not pushed, or was removed.`,
      'Where the commit was made, run countersign notes push; then run countersign notes fetch here.',
    ],
    counts: [
      `The message of ${name} counts ${told} lines where the commit has ${real}: the numbers were changed.`,
      WRITE_ANEW,
    ],
    understated: [
      `The message of ${name} counts ${told} AI lines where its note has ${real}: the numbers were changed.`,
      WRITE_ANEW,
    ],
  }[kind] as [string, string];
  return {
    kind: 'tampered',
    commit,
    path: null,
    rule: 'tampered',
    severity: 'error',
    lines: [],
    message,
    fix: advice,
  };
}
