/**
 * `.countersign.json` → policy. Total: whatever the text, there is an answer, and every problem has a place.
 */
import type { Node } from 'jsonc-parser';
import { readDestructive } from './readDestructive';
import { readFilePatterns } from './readFilePatterns';
import { readRuleCountersign } from './readRuleCountersign';
import { policyFields } from './policyFields';
import { PolicyReader } from './policyReader';
import { parsePolicySyntax } from './policySyntax';
import { defaultPolicy, enforcements, proofs, severities, unknownTreatments } from './policy';
import type { CountersignTerms, CoverageTerms, CriticalRule, Limits, Policy, PolicyProblem } from './policy';
import { emailProblem, groupNameProblem, ownerProblem, ruleName } from './policyNames';

export interface ParsedPolicy {
  /** What could be read; fields that could not be have their defaults. */
  readonly policy: Policy;
  /** In the order of the text. */
  readonly problems: readonly PolicyProblem[];
  /** True when there is any problem: the policy may then miss rules, and nobody may take it for the whole of it. */
  readonly broken: boolean;
}

/** Reads the text of a policy file. Never throws. */
export function parsePolicy(text: string): ParsedPolicy {
  const { root, problems: syntax } = parsePolicySyntax(text);
  const reader = new PolicyReader();
  const policy = root === undefined ? defaultPolicy : readPolicy(reader, root);
  const problems = [...syntax, ...reader.problems]
    .map((problem) => within(text, problem))
    .sort((a, b) => a.offset - b.offset);
  return { policy, problems, broken: problems.length > 0 };
}

/** The parser of JSON counts a comment without an end one unit too far. */
function within(text: string, problem: PolicyProblem): PolicyProblem {
  return { ...problem, length: Math.min(problem.length, text.length - problem.offset) };
}

function readPolicy(reader: PolicyReader, root: Node): Policy {
  const members = reader.members(root, 'The policy', policyFields.policy);
  if (members === null) return defaultPolicy;
  reader.string(members.get('$schema'), '"$schema"');
  const groups = readGroups(reader, members.get('groups'));
  return {
    critical: readRules(reader, members.get('critical'), groups),
    groups,
    countersign: readTerms(reader, members.get('countersign')),
    limits: readLimits(reader, members.get('limits')),
    coverage: readCoverage(reader, members.get('coverage')),
    destructive: readDestructive(reader, members.get('destructive'), groups),
    unknown: reader.oneOf(members.get('unknown'), '"unknown"', unknownTreatments, defaultPolicy.unknown),
    enforce: reader.oneOf(members.get('enforce'), '"enforce"', enforcements, defaultPolicy.enforce),
  };
}

type Groups = Policy['groups'];

function readGroups(reader: PolicyReader, node: Node | undefined): Groups {
  const groups = new Map<string, readonly string[]>();
  if (node === undefined) return groups;
  for (const [name, value] of reader.members(node, '"groups"', null) ?? []) {
    const problem = groupNameProblem(name);
    if (problem !== null) reader.report(value.parent?.children?.[0] ?? value, problem);
    const emails: string[] = [];
    for (const element of reader.elements(value, `Group "${name}"`) ?? []) {
      const email = reader.string(element, 'A group member');
      if (email === null) continue;
      const wrong = emailProblem(email);
      if (wrong === null) emails.push(email);
      else reader.report(element, wrong);
    }
    if (value.type === 'array' && (value.children ?? []).length === 0)
      reader.report(value, `Group "${name}" has no members.`);
    groups.set(name, emails);
  }
  return groups;
}

function readRules(reader: PolicyReader, node: Node | undefined, groups: Groups): readonly CriticalRule[] {
  const rules: CriticalRule[] = [];
  for (const [index, element] of (reader.elements(node, '"critical"') ?? []).entries()) {
    const rule = readRule(reader, element, index, groups, new Set(rules.map(({ name }) => name)));
    if (rule !== null) rules.push(rule);
  }
  return rules;
}

function readRule(
  reader: PolicyReader,
  node: Node,
  index: number,
  groups: Groups,
  taken: ReadonlySet<string>,
): CriticalRule | null {
  const members = reader.members(node, 'A rule', policyFields.rule);
  if (members === null) return null;
  const owners = readOwners(reader, members.get('owners'));
  return {
    ...(owners === null ? {} : { owners }),
    name: readRuleName(reader, node, members.get('name'), index, taken),
    files: readRuleFiles(reader, node, members.get('files'), owners !== null),
    severity: reader.oneOf(members.get('severity'), '"severity"', severities, 'warning'),
    reason: reader.string(members.get('reason'), '"reason"'),
    countersign: readRuleCountersign(reader, members.get('countersign'), groups),
  };
}

function readRuleName(
  reader: PolicyReader,
  rule: Node,
  node: Node | undefined,
  index: number,
  taken: ReadonlySet<string>,
): string {
  if (node === undefined) reader.report(rule, 'A rule needs a "name".');
  const given = reader.string(node, '"name"');
  if (given === null || node === undefined) return `rule-${index + 1}`;
  const { name, problem } = ruleName(given, index);
  if (problem !== null) reader.report(node, problem, name);
  else if (taken.has(name)) reader.report(node, `Another rule is already called "${name}".`);
  return name;
}

function readRuleFiles(
  reader: PolicyReader,
  rule: Node,
  node: Node | undefined,
  hasOwners: boolean,
): readonly string[] {
  if (node !== undefined) return readFilePatterns(reader, node);
  if (!hasOwners)
    reader.report(
      rule,
      'A rule needs "files": a list of patterns as in a .gitignore. Or "owners" of CODEOWNERS.',
    );
  return [];
}

/** Null when the rule has none. */
function readOwners(reader: PolicyReader, node: Node | undefined): readonly string[] | null {
  const elements = reader.elements(node, '"owners"');
  if (elements === null || node === undefined) return null;
  if (elements.length === 0) reader.report(node, '"owners" is empty: name an owner of CODEOWNERS.');
  return elements.flatMap((element) => {
    const owner = reader.string(element, 'An owner');
    if (owner === null) return [];
    const problem = ownerProblem(owner);
    if (problem !== null) reader.report(element, problem);
    return problem === null ? [owner] : [];
  });
}

function readTerms(reader: PolicyReader, node: Node | undefined): CountersignTerms {
  const fallback = defaultPolicy.countersign;
  if (node === undefined) return fallback;
  const members = reader.members(node, '"countersign"', policyFields.countersign);
  const [revokedSigners, gpgKeyring] = (['revokedSigners', 'gpgKeyring'] as const).map((name) =>
    reader.string(members?.get(name), `"${name}"`),
  );
  const terms = {
    ...(revokedSigners ? { revokedSigners } : {}),
    ...(gpgKeyring ? { gpgKeyring } : {}),
    require: reader.oneOf(members?.get('require'), '"require"', proofs, fallback.require),
    allowedSigners: reader.string(members?.get('allowedSigners'), '"allowedSigners"'),
    selfAllowed: reader.boolean(members?.get('selfAllowed'), '"selfAllowed"', fallback.selfAllowed),
  };
  const namesSigners = members?.has('allowedSigners') === true || members?.has('gpgKeyring') === true;
  if (terms.require === 'signature' && !namesSigners)
    reader.report(node, 'With "require": "signature", name the file of "allowedSigners".');
  return terms;
}

function readLimits(reader: PolicyReader, node: Node | undefined): Limits {
  if (node === undefined) return defaultPolicy.limits;
  const members = reader.members(node, '"limits"', policyFields.limits);
  return {
    aiLinesPerCommit: reader.count(members?.get('aiLinesPerCommit'), '"aiLinesPerCommit"', 0, null),
    aiDeletedLinesPerCommit: reader.count(
      members?.get('aiDeletedLinesPerCommit'),
      '"aiDeletedLinesPerCommit"',
      0,
      null,
    ),
  };
}

function readCoverage(reader: PolicyReader, node: Node | undefined): CoverageTerms {
  if (node === undefined) return defaultPolicy.coverage;
  const members = reader.members(node, '"coverage"', policyFields.coverage);
  return { ai: reader.share(members?.get('ai'), '"ai"', null) };
}
