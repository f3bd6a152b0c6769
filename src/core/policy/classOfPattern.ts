/**
 * `[…]` in a gitignore pattern, as git's `wildmatch` reads it.
 */
const NAMED: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@[-`{-~',
  space: ' \\t\\n\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

export interface PatternClass {
  /** Offset behind the closing bracket. */
  readonly end: number;
  readonly fits: (character: string) => boolean;
}

/** The class that begins at a bracket; null when it does not end or has an unknown name, so that nothing can match. */
export function classOfPattern(pattern: string, start: number): PatternClass | null {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const members: ((character: string) => boolean)[] = [];
  /** What a `-` would make a range from. */
  let before: string | null = null;
  // The first member is taken whatever it is: `[]]` has a bracket in it.
  do {
    let member = pattern[at];
    let name: string | null = null;
    if (member === '-' && before !== null && (pattern[at + 1] ?? ']') !== ']') {
      if (pattern[++at] === '\\') at++;
      const [from, to] = [before, pattern[at] ?? ''];
      members.push((character) => from <= character && character <= to);
      before = null;
    } else if (member === '[' && pattern[at + 1] === ':' && (name = nameAt(pattern, at + 2)) !== '[') {
      if (name === null || !Object.hasOwn(NAMED, name)) return null;
      const named = new RegExp(`[${NAMED[name]}]`);
      members.push((character) => named.test(character));
      at += name.length + 3;
      before = null;
    } else {
      if (member === '\\') member = pattern[++at];
      if (member === undefined) return null;
      const only = member;
      members.push((character) => character === only);
      before = member;
    }
    at++;
    if (at >= pattern.length) return null;
  } while (pattern[at] !== ']');
  return { end: at + 1, fits: (character) => members.some((fits) => fits(character)) !== negated };
}

/** The name of `[:name:]`; `[` when it is none and the bracket stands for itself; null when nothing ends it. */
function nameAt(pattern: string, start: number): string | null {
  const end = pattern.indexOf(']', start);
  if (end < 0) return null;
  return end > start && pattern[end - 1] === ':' ? pattern.slice(start, end - 1) : '[';
}
