/**
 * `--format sarif`: SARIF 2.1.0, for code scanning and the viewers of editors. One result a violation.
 */
import { visibleText } from '../../commit/visibleText';
import { policyFileName, severities } from '../../policy/policy';
import type { Severity } from '../../policy/policy';
import type { GateReport, Violation, ViolationKind } from '../gateReport';
import { artifactUri } from './artifactUri';
import { bySeverity } from './bySeverity';
import { fingerprintsOf } from './fingerprintsOf';
import { ruleText, violationText } from './formatText';
import type { ReportingTool } from './reportFormat';
import { ruleId } from './ruleId';
import { safeJson } from './safeJson';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const SOURCE_ROOT = '%SRCROOT%';
/** GitHub refuses a file with more in one result. */
const MOST_LOCATIONS = 1000;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

interface Rule {
  readonly id: string;
  readonly kind: ViolationKind;
  readonly rule: string;
  /** The most severe of its violations. */
  readonly severity: Severity;
}

/** A complete log. The same report gives the same text, whenever and wherever it runs. */
export function sarifFormat({ violations }: GateReport, { version }: ReportingTool): string {
  const sorted = bySeverity(violations);
  const rules = rulesOf(sorted);
  const fingerprints = fingerprintsOf(violations);
  return safeJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'countersign',
            semanticVersion: version,
            rules: [...rules.values()].map(descriptor),
          },
        },
        automationDetails: { id: 'countersign/' },
        invocations: [{ executionSuccessful: true }],
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: sorted.map((violation) => result(violation, rules, fingerprints.get(violation) ?? '')),
      },
    ],
  });
}

function rulesOf(sorted: readonly Violation[]): ReadonlyMap<string, Rule & { readonly index: number }> {
  const rules = new Map<string, Rule & { readonly index: number }>();
  for (const { kind, rule, severity } of sorted) {
    const id = ruleId({ kind, rule });
    if (!rules.has(id)) rules.set(id, { id, kind, rule, severity, index: rules.size });
  }
  return rules;
}

function descriptor({ id, kind, rule, severity }: Rule): object {
  const { title, about, help } = ruleText(kind, rule);
  const level = ['error', 'warning', 'recommendation'][severities.indexOf(severity)];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: about },
    help: { text: help },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['provenance', 'ai'], 'problem.severity': level },
  };
}

function result(
  violation: Violation,
  rules: ReadonlyMap<string, { readonly index: number }>,
  fingerprint: string,
): object {
  const id = ruleId(violation);
  return {
    ruleId: id,
    ruleIndex: rules.get(id)?.index ?? -1,
    level: LEVELS[violation.severity],
    message: { text: messageText(violationText(violation)) },
    locations: locations(violation),
    partialFingerprints: { 'countersignViolation/v1': fingerprint },
    properties: { kind: violation.kind, commit: violation.commit },
  };
}

/** What is about a whole commit is shown at the policy that asks for it: code scanning refuses what has no place. */
function locations({ path, lines, commit }: Violation): object[] {
  const artifactLocation = { uri: artifactUri(path ?? policyFileName), uriBaseId: SOURCE_ROOT };
  if (path === null)
    return [
      {
        physicalLocation: { artifactLocation },
        logicalLocations: [{ fullyQualifiedName: visibleText(commit), kind: 'commit' }],
      },
    ];
  if (lines.length === 0) return [{ physicalLocation: { artifactLocation } }];
  return lines.slice(0, MOST_LOCATIONS).map(([startLine, endLine]) => ({
    physicalLocation: { artifactLocation, region: { startLine, endLine } },
  }));
}

/** Braces are doubled, as placeholders have them, and nothing becomes a link that somebody's path made up. */
function messageText(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] (');
}
