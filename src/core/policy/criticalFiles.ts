/**
 * Which files a policy calls critical.
 */
import { patternProblem } from './filePattern';
import { PathPatterns } from './pathPatterns';
import type { CriticalRule, Policy } from './policy';
import { rankOf } from './rankOf';

export interface CriticalMatch {
  readonly rule: CriticalRule;
  readonly pattern: string;
}

/**
 * Answers which rule covers a path. Among the rules that match, the one of the lowest rank wins; among equals, the first.
 * Patterns mean what they mean in a `.gitignore` at the repository root, `!` included, and are case sensitive on
 * every platform, so that two machines never disagree. Patterns that cannot be used match nothing.
 */
export class CriticalFiles {
  private readonly matchers: readonly { readonly rule: CriticalRule; readonly files: PathPatterns }[];

  constructor(policy: Policy) {
    this.matchers = policy.critical
      .map((rule) => ({ rule, files: matcherOf(rule) }))
      .sort((a, b) => rankOf(a.rule) - rankOf(b.rule));
  }

  /** @param path posix path relative to the repository root. Anything else is not critical. */
  ruleOf(path: string): CriticalRule | null {
    return this.matchOf(path)?.rule ?? null;
  }

  /** The rule with the pattern that decides: the last of its patterns that matches the path or a folder above it. */
  matchOf(path: string): CriticalMatch | null {
    if (!isInside(path)) return null;
    for (const { rule, files } of this.matchers) {
      const pattern = files.decisive(path);
      if (pattern !== null) return { rule, pattern };
    }
    return null;
  }
}

/** What an editor calls a path may lie elsewhere. */
function isInside(path: string): boolean {
  return path !== '' && !/^(?:\/|\.{1,2}(?:\/|$))/.test(path);
}

function matcherOf(rule: CriticalRule): PathPatterns {
  return new PathPatterns(rule.files.filter((pattern) => patternProblem(pattern) === null));
}
