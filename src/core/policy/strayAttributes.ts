/**
 * Attribute files that put paths under a rule which the policy does not have: mostly a rule that has another name now.
 */
import { findNodeAtLocation } from 'jsonc-parser';
import { visibleText } from '../commit/visibleText';
import type { PolicyProblem } from './policy';
import { parsePolicySyntax } from './policySyntax';

/**
 * One problem for each such name, where the rules begin.
 *
 * @param lines of attribute files that speak of rules
 */
export function strayAttributes(text: string, lines: string): PolicyProblem[] {
  const { root } = parsePolicySyntax(text);
  const critical = root && findNodeAtLocation(root, ['critical']);
  const rules = critical?.children ?? [];
  const known = rules.map((rule) => findNodeAtLocation(rule, ['name'])?.value as unknown);
  const named = new Set([...lines.matchAll(/\scountersign=(\S+)/g)].map(([, name = '']) => name));
  const { offset, length } = critical?.parent?.children?.[0] ?? { offset: 0, length: 1 };
  return [...named]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      ...{ offset, length },
      message: visibleText(`A .gitattributes names the rule ${name}, which is not here: check fails.`),
    }));
}
