/**
 * `--format github`: workflow commands, which GitHub Actions shows beside the changed lines.
 *
 * Its limits: ten annotations of each level for a step, fifty for a job, 4,096 characters for a message. All are
 * written all the same, the most severe first; those beyond the limit are in the log only.
 */
import { visibleText } from '../../commit/visibleText';
import type { Severity } from '../../policy/policy';
import type { GateReport, Violation } from '../gateReport';
import { bySeverity } from './bySeverity';
import { annotationLimitText, summaryText, violationText } from './formatText';

const ANNOTATIONS_PER_LEVEL = 10;
const LONGEST_MESSAGE = 4000;

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/** One command a line, then one line that no runner takes for a command. */
export function githubFormat(report: GateReport): string {
  const commands = bySeverity(report.violations).map(command);
  const limited = Object.keys(COMMANDS).some(
    (level) => report.violations.filter(({ severity }) => severity === level).length > ANNOTATIONS_PER_LEVEL,
  );
  const end = `${summaryText(report)}${limited ? ` ${annotationLimitText(ANNOTATIONS_PER_LEVEL)}` : ''}`;
  return [...commands, end].map((line) => `${line}\n`).join('');
}

function command(violation: Violation): string {
  const { path, lines, rule, severity } = violation;
  const properties: string[] = [];
  if (path !== null) properties.push(`file=${property(path)}`);
  const [first] = lines;
  if (path !== null && first !== undefined) properties.push(`line=${first[0]}`, `endLine=${first[1]}`);
  properties.push(`title=${property(`countersign: ${rule}`)}`);
  const line = `::${COMMANDS[severity]} ${properties.join(',')}::${data(sentences(violation))}`;
  // The older form of commands is looked for anywhere in a line.
  return line.replace(/##(?=\[|vso\[)/g, '# #');
}

/** Both sentences, as far as GitHub takes them. */
function sentences(violation: Violation): string {
  const text = [...violationText(violation)];
  return text.length <= LONGEST_MESSAGE ? text.join('') : `${text.slice(0, LONGEST_MESSAGE).join('')}…`;
}

/** The text behind `::`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A value before `::`. Escapes first, so that a path with a line break still names its file. */
function property(text: string): string {
  return visibleText(data(text).replaceAll(':', '%3A').replaceAll(',', '%2C'));
}
