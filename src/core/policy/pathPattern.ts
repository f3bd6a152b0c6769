/**
 * One gitignore pattern, compiled. All ways to match are followed at once, so that the time grows with the length of
 * pattern and path and not with the ways to lay one over the other: as a regular expression, a pattern with a few `**`
 * hangs on a deep path.
 */
import { classOfPattern } from './classOfPattern';

/** What takes one character; `*`; `**` before a slash, which takes whole folders or nothing; `**` at the end. */
type Token = ((character: string) => boolean) | 'star' | 'folders' | 'rest';

export interface PathPattern {
  readonly text: string;
  readonly negated: boolean;
  /** Whether it means folders only. */
  readonly folder: boolean;
  /** Where the parts of a path end that it matches: at slashes, or at the end of the path. Ascending. */
  readonly endsIn: (path: string) => readonly number[];
}

/** Null for what git takes for no pattern or what cannot match: a comment, nothing, a bracket that is not closed. */
export function pathPattern(text: string): PathPattern | null {
  const negated = text.startsWith('!');
  let pattern = withoutTrailingSpaces(negated ? text.slice(1) : text);
  if (pattern === '' || text.startsWith('#')) return null;
  const folder = pattern.endsWith('/');
  if (folder) pattern = pattern.slice(0, -1);
  const anchored = pattern.includes('/');
  const tokens = tokensOf(anchored ? pattern.replace(/^\//, '') : pattern);
  if (tokens === null) return null;
  const all = anchored ? tokens : ['folders' as const, ...tokens];
  return { text, negated, folder, endsIn: (path) => endsIn(all, path) };
}

/** Spaces at the end count only behind a backslash. */
function withoutTrailingSpaces(pattern: string): string {
  let end = 0;
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ' ') continue;
    end = at + 1;
  }
  return pattern.slice(0, end);
}

function tokensOf(pattern: string): Token[] | null {
  const tokens: Token[] = [];
  // Git compares what stands before the first special character by itself, and takes what follows for a beginning.
  const special = pattern.search(/[*?[\\]/);
  for (let at = 0; at < pattern.length;) {
    const character = pattern[at] as string;
    if (character === '*') {
      const end = endOfStars(pattern, at);
      const isDouble = end - at > 1 && (at === special || pattern[at - 1] === '/');
      const isFolders = isDouble && pattern[end] === '/';
      tokens.push(isFolders ? 'folders' : isDouble && end === pattern.length ? 'rest' : 'star');
      at = isFolders ? end + 1 : end;
    } else if (character === '[') {
      const read = classOfPattern(pattern, at);
      if (read === null) return null;
      tokens.push((one) => one !== '/' && read.fits(one));
      at = read.end;
    } else {
      const literal = character === '\\' ? pattern[++at] : character;
      if (literal === undefined) return null;
      tokens.push(character === '?' ? (one) => one !== '/' : (one) => one === literal);
      at++;
    }
  }
  return tokens;
}

function endOfStars(pattern: string, start: number): number {
  let end = start;
  while (pattern[end] === '*') end++;
  return end;
}

function endsIn(tokens: readonly Token[], path: string): number[] {
  const ends: number[] = [];
  const walk = new Walk(tokens);
  for (let at = 0; at < path.length; at++) {
    const character = path[at] as string;
    if (character === '/' && walk.isThrough) ends.push(at);
    walk.take(character);
    if (walk.isStuck) return ends;
  }
  if (walk.isThrough) ends.push(path.length);
  return ends;
}

/** The places among the tokens that can be reached with the characters taken so far. */
class Walk {
  private places: number[] = [];
  private step = 1;
  /** The last step at which each place was reached; the last place is the end of the pattern. */
  private readonly reached: Int32Array;

  constructor(private readonly tokens: readonly Token[]) {
    this.reached = new Int32Array(tokens.length + 1);
    this.enter(0);
  }

  get isThrough(): boolean {
    return this.reached[this.tokens.length] === this.step;
  }

  get isStuck(): boolean {
    return this.places.length === 0;
  }

  take(character: string): void {
    const from = this.places;
    this.places = [];
    this.step++;
    for (const place of from) {
      const token = this.tokens[place];
      if (typeof token === 'function') {
        if (token(character)) this.enter(place + 1);
      } else if (token === 'folders' && character !== '/') this.reach(place);
      else if (token !== undefined && (token !== 'star' || character !== '/')) this.enter(place);
    }
  }

  /** What may take nothing is passed at once. */
  private enter(place: number): void {
    for (let at = place; this.reach(at) && typeof this.tokens[at] === 'string';) at++;
  }

  /** False when it was reached already. */
  private reach(place: number): boolean {
    if (this.reached[place] === this.step) return false;
    this.reached[place] = this.step;
    this.places.push(place);
    return true;
  }
}
