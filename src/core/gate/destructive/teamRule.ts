/**
 * The patterns of a policy as rules: they look at whole lines, comments and prose included, because the team asked.
 */
import { linePatternProblem } from '../../policy/linePattern';
import type { DestructivePattern } from '../../policy/policy';
import { patternProblem } from '../../policy/filePattern';
import { PathPatterns } from '../../policy/pathPatterns';
import type { DestructiveRule, LineTest } from './destructiveRule';
import { lineMatcher } from './lineMatcher';

export function teamRule({ name, files, adds, removes, reason }: DestructivePattern): DestructiveRule {
  return {
    name,
    reason,
    covers: filesTest(files),
    ...(adds.length > 0 ? { adds: anyOf(adds) } : {}),
    ...(removes.length > 0 ? { removes: anyOf(removes) } : {}),
  };
}

function filesTest(files: readonly string[] | null): (path: string) => boolean {
  if (files === null) return () => true;
  const patterns = new PathPatterns(files.filter((pattern) => patternProblem(pattern) === null));
  return (path) => patterns.matches(path);
}

function anyOf(patterns: readonly string[]): LineTest {
  const matchers = patterns.filter((pattern) => linePatternProblem(pattern) === null).map(lineMatcher);
  return ({ text }) => matchers.some((matches) => matches(text));
}
