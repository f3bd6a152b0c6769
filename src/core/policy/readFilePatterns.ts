/**
 * Reads a list of gitignore patterns and reports those that cannot be used.
 */
import type { Node } from 'jsonc-parser';
import { patternProblem } from './filePattern';
import type { PolicyReader } from './policyReader';

/** The patterns of a rule's `files` that can be used. */
export function readFilePatterns(reader: PolicyReader, node: Node): readonly string[] {
  const elements = reader.elements(node, '"files"');
  if (elements?.length === 0) reader.report(node, '"files" is empty, so the rule covers nothing.');
  const files: string[] = [];
  for (const element of elements ?? []) {
    const pattern = reader.string(element, 'A pattern');
    if (pattern === null) continue;
    const problem = patternProblem(pattern);
    if (problem === null) files.push(pattern);
    else reader.report(element, problem);
  }
  return files;
}
