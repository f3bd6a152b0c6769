/**
 * Reads who has to sign off what a rule covers.
 */
import type { Node } from 'jsonc-parser';
import { countersignOccasions } from './policy';
import type { Policy, RuleCountersign } from './policy';
import { policyFields } from './policyFields';
import { emailProblem } from './policyNames';
import type { PolicyReader } from './policyReader';

type Groups = Policy['groups'];

/** Null when the rule asks for no sign-off. Groups that are not defined are reported. */
export function readRuleCountersign(
  reader: PolicyReader,
  node: Node | undefined,
  groups: Groups,
): RuleCountersign | null {
  if (node === undefined) return null;
  const members = reader.members(node, '"countersign"', policyFields.ruleCountersign);
  const by = readSeniors(reader, members?.get('by'), groups);
  const count = reader.count(members?.get('count'), '"count"', 1, 1);
  const people = new Set(by.flatMap((senior) => groups.get(senior.slice(1)) ?? [senior])).size;
  if (by.length > 0 && count > people)
    reader.report(
      members?.get('count') ?? node,
      `Only ${people} people may countersign, so "count" is never reached.`,
    );
  const when = reader.oneOf(members?.get('when'), '"when"', countersignOccasions, 'ai');
  return { by, count, when };
}

function readSeniors(reader: PolicyReader, node: Node | undefined, groups: Groups): readonly string[] {
  const seniors: string[] = [];
  for (const element of reader.elements(node, '"by"') ?? []) {
    const senior = reader.string(element, 'A person or group');
    if (senior === null) continue;
    const problem = senior.startsWith('@') ? undefinedGroup(senior.slice(1), groups) : emailProblem(senior);
    if (problem === null) seniors.push(senior);
    else reader.report(element, problem);
  }
  return seniors;
}

function undefinedGroup(name: string, groups: Groups): string | null {
  return groups.has(name) ? null : `The group "${name}" is not defined; add it to "groups".`;
}
