/**
 * The sentences of the formats that build servers read.
 */
import { visibleText } from '../../commit/visibleText';
import type { GateReport, Violation, ViolationKind } from '../gateReport';

interface KindText {
  /** What the violations of a rule are about; the rule's name is added. */
  readonly title: string;
  /** What rules of the kind are for. */
  readonly about: string;
  readonly help: string;
}

const KINDS: Readonly<Record<ViolationKind, KindText>> = {
  critical: {
    title: 'Change to a critical file without its countersignature',
    about:
      'The policy names these files critical, and the rule says which changes to them have to be signed off.',
    help: 'Have someone whom the rule names review the change and run: countersign sign COMMIT, then: countersign notes push',
  },
  destructive: {
    title: 'Destructive change by an AI',
    about: 'An AI deleted or replaced much of what was there.',
    help: 'Review what was deleted, and split the commit or have it countersigned.',
  },
  limit: {
    title: 'More AI-written code in one commit than the policy allows',
    about: 'The policy limits how much AI-written change one commit may carry, so that people can review it.',
    help: 'Split the commit into smaller ones.',
  },
  tampered: {
    title: 'Provenance that contradicts itself',
    about: 'What a commit says of its authors does not fit its note, its content or its countersignature.',
    help: 'Record the provenance again, or have the commit countersigned as it is.',
  },
  coverage: {
    title: 'AI-written lines that no test runs',
    about: 'The policy asks that tests run the lines that an AI wrote in critical files.',
    help: 'Add tests that run these lines, and measure the coverage again.',
  },
};

/** What a rule is about, for the rule lists of other programs. */
export function ruleText(kind: ViolationKind, rule: string): KindText {
  const { title, about, help } = KINDS[kind];
  return { title: `${title} (${visibleText(rule)})`, about, help };
}

/** One line: what is wrong, and what to do. */
export function violationText({ message, fix }: Violation): string {
  return `${visibleText(message)} ${visibleText(fix)}`.trim();
}

/** The first characters of a commit's id, as people name it. */
export function shortCommit(commit: string): string {
  return [...visibleText(commit)].slice(0, 10).join('');
}

/** What was judged and found, as one line. */
export function summaryText({ commits, violations }: GateReport): string {
  const found = violations.length === 0 ? nothingWrongText : counted(violations.length, 'violation');
  return `countersign: ${found} in ${counted(commits, 'commit')}.`;
}

/** Why fewer annotations are seen than there are violations. */
export function annotationLimitText(limit: number): string {
  return `GitHub shows the first ${limit} errors, warnings and notices each of a step beside the code; all are above.`;
}

/** The test that stands for a range in which nothing is wrong. */
export const nothingWrongText = 'no violation';

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
