/**
 * The text of a policy file as a JSON tree: JSON with comments and trailing commas, whatever else the text may be.
 */
import { createScanner, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { PolicyProblem } from './policy';

const deepestNesting = 64;
const longestText = 1_000_000;

/** `SyntaxKind` and `ParseErrorCode` of jsonc-parser are const enums, which isolated modules cannot read. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, endOfFile: 17 } as const;

const sentences: Readonly<Record<number, string>> = {
  1: 'This character does not belong here.',
  2: 'This is not a number.',
  3: 'The name of a field, in double quotes, is missing here.',
  4: 'A value is missing here.',
  5: 'A colon is missing here.',
  6: 'A comma is missing here.',
  7: 'A closing brace } is missing.',
  8: 'A closing bracket ] is missing.',
  9: 'Nothing may follow the end of the policy.',
  10: 'This comment is not allowed here.',
  11: 'This comment does not end; close it with */.',
  12: 'This text does not end; close it with a double quote.',
  13: 'This number does not end.',
  14: 'This is not a Unicode escape; write \\u and four hexadecimal digits.',
  15: 'This is not an escape; write \\\\ for a backslash.',
  16: 'This character must be written as an escape, for example \\t for a tab.',
};

/** The tree (undefined when nothing could be read) and the places where the text is not JSON with comments. */
export function parsePolicySyntax(text: string): { root: Node | undefined; problems: PolicyProblem[] } {
  const whole = { offset: 0, length: text.length };
  if (text.length > longestText)
    return { root: undefined, problems: [{ ...whole, message: 'The policy is longer than 1 MB.' }] };
  // A byte order mark counts as white space; replacing it keeps every offset.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  if (nestsTooDeep(json))
    return { root: undefined, problems: [{ ...whole, message: 'The policy is nested too deeply.' }] };
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true, disallowComments: false });
  if (root === undefined)
    return {
      root,
      problems: [{ ...whole, message: 'The policy is empty. Write at least { "critical": [] }.' }],
    };
  return { root, problems: errors.map((error) => problemOf(error, text.length)) };
}

/** The parser is recursive, so a hostile text could exhaust the stack; its scanner is not. */
function nestsTooDeep(json: string): boolean {
  const scanner = createScanner(json, true);
  let depth = 0;
  for (let kind = Number(scanner.scan()); kind !== token.endOfFile; kind = Number(scanner.scan())) {
    if (kind === token.openBrace || kind === token.openBracket) depth++;
    else if (kind === token.closeBrace || kind === token.closeBracket) depth--;
    if (depth > deepestNesting) return true;
  }
  return false;
}

function problemOf(error: ParseError, textLength: number): PolicyProblem {
  const offset = Math.min(error.offset, textLength);
  const length = Math.min(Math.max(error.length, 1), textLength - offset);
  return { offset, length, message: sentences[error.error] ?? 'This is not valid JSON.' };
}
