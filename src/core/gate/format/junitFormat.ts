/**
 * `--format junit`: test results, which nearly every build server shows. A suite is a rule; a test is a file under it,
 * or a commit when the rule is about commits.
 */
import { visibleText } from '../../commit/visibleText';
import type { GateReport, Violation } from '../gateReport';
import { nothingWrongText, shortCommit, violationText } from './formatText';

interface Test {
  readonly rule: string;
  readonly kind: Violation['kind'];
  readonly name: string;
  readonly file: string | null;
  readonly violations: Violation[];
}

/** Tests fail only when the gate does: what is merely pointed out is the output of a test that passes. */
export function junitFormat(report: GateReport): string {
  const suites = suitesOf(report.violations);
  const tests = suites.flatMap((suite) => suite);
  const failed = tests.filter((test) => fails(test, report)).length;
  const body =
    suites.length === 0
      ? [
          `  <testsuite name="countersign" ${counts(1, 0)}>`,
          `    <testcase classname="countersign" name="${xml(nothingWrongText)}" time="0"/>`,
          '  </testsuite>',
        ]
      : suites.flatMap((suite) => suiteLines(suite, report));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="countersign" tests="${tests.length || 1}" failures="${failed}" errors="0" time="0">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n');
}

function suitesOf(violations: readonly Violation[]): Test[][] {
  const suites = new Map<string, Map<string, Test>>();
  for (const violation of violations) {
    const { kind, rule, path, commit } = violation;
    const suite = suites.get(`${kind} ${rule}`) ?? new Map<string, Test>();
    suites.set(`${kind} ${rule}`, suite);
    const key = path === null ? `commit ${commit}` : `file ${path}`;
    const name = path ?? `commit ${shortCommit(commit)}`;
    const test = suite.get(key) ?? { rule, kind, name, file: path, violations: [] };
    test.violations.push(violation);
    suite.set(key, test);
  }
  return [...suites.values()].map((suite) => [...suite.values()]);
}

function suiteLines(suite: readonly Test[], report: GateReport): string[] {
  const failed = suite.filter((test) => fails(test, report)).length;
  return [
    `  <testsuite name="${xml(suite[0]?.rule ?? '')}" ${counts(suite.length, failed)}>`,
    ...suite.flatMap((test) => testLines(test, fails(test, report))),
    '  </testsuite>',
  ];
}

function counts(tests: number, failures: number): string {
  return `tests="${tests}" failures="${failures}" errors="0" skipped="0" time="0"`;
}

function fails({ violations }: Test, { ok }: GateReport): boolean {
  return !ok && violations.some(({ severity }) => severity !== 'information');
}

function testLines({ rule, kind, name, file, violations }: Test, failed: boolean): string[] {
  const place = file === null ? '' : ` file="${xml(file)}"`;
  const details = violations.map((violation) => xml(detail(violation))).join('\n');
  const [worst] = violations.filter(({ severity }) => severity !== 'information');
  const message = xml(visibleText((worst ?? violations[0])?.message ?? ''));
  return [
    `    <testcase classname="${xml(rule)}" name="${xml(name)}"${place} time="0">`,
    failed
      ? `      <failure message="${message}" type="${kind}">${details}</failure>`
      : `      <system-out>${details}</system-out>`,
    '    </testcase>',
  ];
}

function detail(violation: Violation): string {
  const { severity, commit } = violation;
  return `${severity}: ${violationText(violation)} (commit ${shortCommit(commit)})`;
}

/**
 * Text or attribute. What XML cannot hold (control characters, halves of a character) is spelled out before; `##`
 * would be a command to some build servers.
 */
function xml(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\t', '&#9;')
    .replaceAll('##', '&#35;&#35;');
}
