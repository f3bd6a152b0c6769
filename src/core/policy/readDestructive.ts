/**
 * Reads what a policy says of destructive edits: off, or thresholds and patterns.
 */
import type { Node } from 'jsonc-parser';
import { linePatternProblem } from './linePattern';
import { nearestName } from './nearestName';
import { builtInDestructive, defaultDestructive, destructiveLimits, severities } from './policy';
import type { BuiltInDestructive, DestructivePattern, DestructivePolicy, Policy } from './policy';
import { policyFields } from './policyFields';
import { ruleName } from './policyNames';
import type { Members, PolicyReader } from './policyReader';
import { readFilePatterns } from './readFilePatterns';
import { readRuleCountersign } from './readRuleCountersign';

const mostPatterns = 100;

/** Null when it is switched off with `false`. What cannot be read has its default, so that nothing goes unwatched. */
export function readDestructive(
  reader: PolicyReader,
  node: Node | undefined,
  groups: Policy['groups'],
): DestructivePolicy | null {
  if (node === undefined) return defaultDestructive;
  if (node.type === 'boolean' && node.value === false) return null;
  const known = policyFields.destructive;
  const members: Members = reader.members(node, '"destructive", unless it is false,', known) ?? new Map();
  const { linesDeleted, filesDeleted, defaults, severity } = defaultDestructive;
  return {
    linesDeleted: readThreshold(reader, members, 'linesDeleted', linesDeleted),
    filesDeleted: readThreshold(reader, members, 'filesDeleted', filesDeleted),
    defaults: reader.boolean(members.get('defaults'), '"defaults"', defaults),
    except: readExceptions(reader, members.get('except')),
    patterns: readPatterns(reader, members.get('patterns')),
    severity: reader.oneOf(members.get('severity'), '"severity"', severities, severity),
    countersign: readRuleCountersign(reader, members.get('countersign'), groups),
  };
}

function readThreshold(
  reader: PolicyReader,
  members: Members,
  name: string,
  fallback: number | null,
): number | null {
  const node = members.get(name);
  if (node?.type === 'boolean' && node.value === false) return null;
  return reader.count(node, `"${name}", unless it is false,`, 0, fallback);
}

function readExceptions(reader: PolicyReader, node: Node | undefined): readonly BuiltInDestructive[] {
  const names: BuiltInDestructive[] = [];
  for (const element of reader.elements(node, '"except"') ?? []) {
    const given = reader.string(element, 'The name of a built-in rule');
    if (given === null) continue;
    const name = builtInDestructive.find((candidate) => candidate === given);
    if (name !== undefined) names.push(name);
    else reader.report(element, noBuiltIn(given));
  }
  return names;
}

function noBuiltIn(given: string): string {
  const near = nearestName(given, builtInDestructive);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return `There is no built-in rule "${given}".${hint}`;
}

function readPatterns(reader: PolicyReader, node: Node | undefined): readonly DestructivePattern[] {
  const patterns: DestructivePattern[] = [];
  const taken = new Set<string>([...builtInDestructive, ...Object.values(destructiveLimits)]);
  for (const [index, element] of (reader.elements(node, '"patterns"') ?? []).entries()) {
    if (index === mostPatterns) reader.report(element, `At most ${mostPatterns} patterns are looked at.`);
    if (index >= mostPatterns) break;
    const pattern = readPattern(reader, element, index, taken);
    if (pattern === null) continue;
    patterns.push(pattern);
    taken.add(pattern.name);
  }
  return patterns;
}

function readPattern(
  reader: PolicyReader,
  node: Node,
  index: number,
  taken: ReadonlySet<string>,
): DestructivePattern | null {
  const members = reader.members(node, 'A destructive pattern', policyFields.destructivePattern);
  if (members === null) return null;
  const [adds, removes, files] = (['adds', 'removes', 'files'] as const).map((name) => members.get(name));
  if (adds === undefined && removes === undefined)
    reader.report(node, 'A destructive pattern needs "adds" or "removes": a list of what lines contain.');
  return {
    name: readName(reader, node, members.get('name'), index, taken),
    files: files === undefined ? null : readFilePatterns(reader, files),
    adds: readLinePatterns(reader, adds, '"adds"'),
    removes: readLinePatterns(reader, removes, '"removes"'),
    reason: reader.string(members.get('reason'), '"reason"'),
  };
}

function readName(
  reader: PolicyReader,
  pattern: Node,
  node: Node | undefined,
  index: number,
  taken: ReadonlySet<string>,
): string {
  const fallback = `destructive-${index + 1}`;
  if (node === undefined) reader.report(pattern, 'A destructive pattern needs a "name".');
  const given = reader.string(node, '"name"');
  if (given === null || node === undefined) return fallback;
  const { name, problem } = ruleName(given, index);
  if (problem !== null) reader.report(node, problem);
  else if (taken.has(name)) reader.report(node, `Another destructive rule is already called "${name}".`);
  return name;
}

function readLinePatterns(reader: PolicyReader, node: Node | undefined, title: string): readonly string[] {
  const patterns: string[] = [];
  for (const element of reader.elements(node, title) ?? []) {
    const pattern = reader.string(element, 'A pattern');
    if (pattern === null) continue;
    const problem = linePatternProblem(pattern);
    if (problem === null) patterns.push(pattern);
    else reader.report(element, problem);
  }
  return patterns;
}
