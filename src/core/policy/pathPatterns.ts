/**
 * A list of gitignore patterns, as in a `.gitignore` at the root of the repository. Case counts on every platform, so
 * that two machines never disagree.
 */
import { pathPattern, type PathPattern } from './pathPattern';

export class PathPatterns {
  private readonly patterns: readonly PathPattern[];

  /** @param texts those that are no pattern match nothing */
  constructor(texts: readonly string[]) {
    this.patterns = texts.flatMap((text) => pathPattern(text) ?? []);
  }

  /**
   * The pattern that decides that a path is matched: the last one for it or for the first folder above it that is
   * matched. Null when it is not.
   *
   * @param path posix path relative to the root
   */
  decisive(path: string): string | null {
    const deciding = new Map<number, PathPattern>();
    for (const pattern of this.patterns) {
      for (const end of pattern.endsIn(path)) {
        if (!pattern.folder || end < path.length) deciding.set(end, pattern);
      }
    }
    const ends = [...deciding.keys()].sort((a, b) => a - b);
    const first = ends.find((end) => deciding.get(end)?.negated === false);
    return first === undefined ? null : (deciding.get(first)?.text ?? null);
  }

  matches(path: string): boolean {
    return this.decisive(path) !== null;
  }
}
