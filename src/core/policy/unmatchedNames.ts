/**
 * What a policy names and the repository does not have. Rules that cover no file: mostly a folder that has another name,
 * or had one, or an owner whom CODEOWNERS does not know. Files of keys. All of it, where the policy lies in a folder
 * below the root.
 */
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { visibleText } from '../commit/visibleText';
import { CodeOwners } from './codeOwners';
import { nearestName } from './nearestName';
import { PathPatterns } from './pathPatterns';
import { policyFileName, type PolicyProblem } from './policy';
import { parsePolicySyntax } from './policySyntax';

/** What a policy is about: a repository, or nothing, because another one counts there. */
export type PolicySurroundings = Repository | { readonly kind: 'nested' };

interface Repository {
  readonly kind: 'repository';
  /** All files of the repository, from its root. */
  readonly paths: readonly string[];
  /** CODEOWNERS: null when there is none, a sentence when it cannot be understood. */
  readonly owners: CodeOwners | string | null;
  /** Lines of attribute files that put paths under rules. */
  readonly attributes: string;
}

const NESTED =
  `This policy does not count: there is one for a repository, the ${policyFileName} at its root. ` +
  'Name this folder in the patterns of a rule there.';

const KEY_FILES = ['allowedSigners', 'revokedSigners', 'gpgKeyring'];

/**
 * One problem for each such rule, at its first pattern, or at the first owner whom CODEOWNERS never names, and for each
 * file of keys.
 */
export function unmatchedNames(text: string, around: PolicySurroundings): PolicyProblem[] {
  if (around.kind === 'nested') return [{ offset: 0, length: 1, message: NESTED }];
  const { paths } = around;
  const { root } = parsePolicySyntax(text);
  if (root === undefined) return [];
  return [...missingKeys(root, paths), ...idle(root, around)];
}

function missingKeys(root: Node, paths: readonly string[]): PolicyProblem[] {
  return KEY_FILES.flatMap((name) => {
    const node = findNodeAtLocation(root, ['countersign', name]);
    if (node === undefined || paths.includes(textOf(node))) return [];
    const message = visibleText(
      `Git follows no file ${textOf(node)}: with this policy in the base, check fails.`,
    );
    return [{ offset: node.offset, length: node.length, message }];
  });
}

function idle(root: Node, { paths, owners }: Pick<Repository, 'paths' | 'owners'>): PolicyProblem[] {
  const critical = findNodeAtLocation(root, ['critical']);
  const rules = critical?.type === 'array' ? (critical.children ?? []) : [];
  return rules.flatMap((rule) => {
    if (rule.type !== 'object') return [];
    const named = findNodeAtLocation(rule, ['owners']);
    if (named !== undefined) return strangers(named.children ?? [], owners);
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

/** Owners who own nothing: `check` refuses such a policy, because nobody would notice that nothing is critical. */
function strangers(named: readonly Node[], owners: Repository['owners']): PolicyProblem[] {
  const first = named.find((node) => !(owners instanceof CodeOwners) || !owners.names(textOf(node)));
  if (first === undefined) return [];
  const what =
    owners === null
      ? 'This repository has no CODEOWNERS file'
      : typeof owners === 'string'
        ? `CODEOWNERS cannot be understood (${owners.replace(/\.$/, '')})`
        : `CODEOWNERS never names ${textOf(first)}`;
  const message = visibleText(`${what}, so this rule covers nothing by it, and check fails.`);
  return [{ offset: first.offset, length: first.length, message }];
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
