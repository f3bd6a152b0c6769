/**
 * JSON that means the same to every reader: no field twice in one object (readers differ in which one counts), and no
 * nesting that would overflow somebody's stack.
 */
import type { Json } from '../commit/noteModel';
import type { Result } from '../result';

const DEEPEST = 32;

/** Reads one JSON text of at most `longest` characters. Never throws. */
export function parseStrictJson(text: string, longest: number): Result<Json> {
  if (text.length > longest) return failure(`it is longer than ${longest} characters`);
  const problem = structuralProblem(text);
  if (problem !== null) return failure(problem);
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return failure('it is not JSON');
  }
}

/** A look at strings and brackets alone; what is not JSON otherwise is left to the real parser. */
function structuralProblem(text: string): string | null {
  // A string without an end is taken whole too: to look for another one at each of its quotes would take forever.
  const tokens = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]/gs;
  /** Names of the fields of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let last: string | null = null;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && last !== null) {
      const names = open.at(-1);
      const name = nameOf(last);
      if (names?.has(name) === true) return `the field ${JSON.stringify(name)} is there twice`;
      names?.add(name);
    }
    if (open.length > DEEPEST) return `it is nested deeper than ${DEEPEST} levels`;
    last = token.startsWith('"') ? token : null;
  }
  return null;
}

/** A name may be written with escapes. */
function nameOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
