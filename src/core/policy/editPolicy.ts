/**
 * Makes a file or folder critical by editing the policy's text as a person would: nothing else in it changes.
 */
import { applyEdits, findNodeAtLocation, modify } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Result } from '../result';
import { patternOf } from './filePattern';
import { appendElement } from './jsonArray';
import type { Severity } from './policy';
import { ruleName } from './policyNames';
import { parsePolicySyntax } from './policySyntax';

// For whoever works on a policy, and loaded with the rest of that.
export { strayAttributes } from './strayAttributes';

export interface CriticalPath {
  /** Posix path relative to the repository root; empty for the root itself. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** The rule that shall cover it; created when the policy has none of that name. */
  readonly rule: string;
  /** Used only for a new rule. */
  readonly severity: Severity;
}

export interface PolicyEdit {
  readonly text: string;
  /** The gitignore pattern that covers the path. */
  readonly pattern: string;
  /** False when the rule already had that very pattern: the text is then unchanged. */
  readonly changed: boolean;
}

/**
 * The policy's text with one more critical path.
 * @param text the policy file as it is, or null when there is none
 * @returns a sentence that says what to do when the text cannot be edited safely
 */
export function addCriticalPath(text: string | null, request: CriticalPath): Result<PolicyEdit> {
  const pattern = patternOf(request.path, request.kind);
  const named = ruleName(request.rule, 0);
  if (named.problem !== null) return { ok: false, error: named.problem };
  if (text === null || text.trim() === '')
    return { ok: true, value: { text: newPolicyText(request, pattern), pattern, changed: true } };
  const { root, problems } = parsePolicySyntax(text);
  if (problems.length > 0 || root?.type !== 'object')
    return { ok: false, error: 'The policy file cannot be read; correct the errors marked in it first.' };
  const critical = findNodeAtLocation(root, ['critical']);
  if (critical !== undefined && critical.type !== 'array')
    return { ok: false, error: 'The field "critical" of the policy is not a list; correct it first.' };
  return addToRules(text, critical, request, pattern);
}

/** A policy file to start from, with no critical path yet. */
export function emptyPolicyText(): string {
  return `${heading}\n{\n  "critical": []\n}\n`;
}

const heading = [
  '// Files that matter most: Countersign points out AI-written lines in them.',
  '// "files" are patterns as in a .gitignore. "severity" is "error", "warning" or "information".',
].join('\n');

function newPolicyText(request: CriticalPath, pattern: string): string {
  return `${heading}\n{\n  "critical": [\n    ${ruleText(request, pattern)}\n  ]\n}\n`;
}

function ruleText({ rule, severity }: CriticalPath, pattern: string): string {
  const fields = [
    `"name": ${JSON.stringify(rule)}`,
    `"files": [${JSON.stringify(pattern)}]`,
    `"severity": ${JSON.stringify(severity)}`,
  ];
  return `{ ${fields.join(', ')} }`;
}

function addToRules(
  text: string,
  critical: Node | undefined,
  request: CriticalPath,
  pattern: string,
): Result<PolicyEdit> {
  if (critical === undefined) {
    const value = [{ name: request.rule, files: [pattern], severity: request.severity }];
    return edited(setValue(text, ['critical'], value), pattern);
  }
  const index = (critical.children ?? []).findIndex(
    (rule) => rule.type === 'object' && findNodeAtLocation(rule, ['name'])?.value === request.rule,
  );
  if (index === -1)
    return edited(appendElement(text, critical, ruleText(request, pattern), indentUnit(text)), pattern);
  return addToFiles(text, critical, index, pattern);
}

function addToFiles(text: string, critical: Node, index: number, pattern: string): Result<PolicyEdit> {
  const files = findNodeAtLocation(critical, [index, 'files']);
  if (files === undefined) return edited(setValue(text, ['critical', index, 'files'], [pattern]), pattern);
  if (files.type !== 'array')
    return { ok: false, error: 'The field "files" of that rule is not a list; correct it first.' };
  // A pattern counts only in the last place: a later "!" pattern may take the path out again.
  if (files.children?.at(-1)?.value === pattern || hasWithoutExceptions(files, pattern))
    return { ok: true, value: { text, pattern, changed: false } };
  return edited(appendElement(text, files, JSON.stringify(pattern), indentUnit(text)), pattern);
}

function hasWithoutExceptions(files: Node, pattern: string): boolean {
  const patterns = (files.children ?? []).map((child): unknown => child.value);
  return (
    patterns.includes(pattern) &&
    !patterns.some((other) => typeof other === 'string' && other.startsWith('!'))
  );
}

function setValue(text: string, path: (string | number)[], value: unknown): string {
  const formattingOptions = {
    insertSpaces: !indentUnit(text).includes('\t'),
    tabSize: indentUnit(text).length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}

function indentUnit(text: string): string {
  return /\n(\t| {1,8})(?=\S)/.exec(text)?.[1] ?? '  ';
}

function edited(text: string, pattern: string): Result<PolicyEdit> {
  return { ok: true, value: { text, pattern, changed: true } };
}
