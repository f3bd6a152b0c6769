/**
 * Rules that cover no file of the repository: mostly a folder that has another name, or had one.
 */
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { visibleText } from '../commit/visibleText';
import { nearestName } from './nearestName';
import { PathPatterns } from './pathPatterns';
import type { PolicyProblem } from './policy';
import { parsePolicySyntax } from './policySyntax';

/**
 * One problem for each such rule, at its first pattern. Rules that go by CODEOWNERS may cover others.
 *
 * @param paths all files of the repository, from its root
 */
export function idleRules(text: string, paths: readonly string[]): PolicyProblem[] {
  const { root } = parsePolicySyntax(text);
  const critical = root === undefined ? undefined : findNodeAtLocation(root, ['critical']);
  const rules = critical?.type === 'array' ? (critical.children ?? []) : [];
  return rules.flatMap((rule) => {
    if (rule.type !== 'object' || findNodeAtLocation(rule, ['owners']) !== undefined) return [];
    const patterns = findNodeAtLocation(rule, ['files'])?.children ?? [];
    const texts = patterns.map(textOf);
    const first = patterns[0];
    const files = new PathPatterns(texts);
    if (first === undefined || paths.some((path) => files.matches(path))) return [];
    const instead = otherFolder(textOf(first), paths);
    return [
      {
        ...{ offset: first.offset, length: first.length },
        message: visibleText(
          `No file of this repository matches${instead === null ? '.' : ': did you mean ' + instead + '?'}`,
        ),
        ...(instead === null ? {} : { instead: JSON.stringify(instead) }),
      },
    ];
  });
}

function textOf({ value }: Node): string {
  return typeof value === 'string' ? value : '';
}

/** The pattern with the name of a folder, or file, that there is, in the place of one that is almost the same. */
function otherFolder(pattern: string, paths: readonly string[]): string | null {
  const [, start = '', rest = ''] = /^\/?((?:[^*?[\\/]+\/)*[^*?[\\/]+)((?:\/.*)?)$/.exec(pattern) ?? [];
  if (start === '') return null;
  const depth = start.split('/').length;
  const names = new Set(
    paths.flatMap((path) => {
      const parts = path.split('/');
      return parts.length >= depth ? [parts.slice(0, depth).join('/')] : [];
    }),
  );
  const near = nearestName(start, [...names]);
  return near === null ? null : near + rest;
}
