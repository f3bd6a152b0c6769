/**
 * Which files a policy calls critical.
 */
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { patternProblem } from './filePattern';
import { severities } from './policy';
import type { CriticalRule, Policy } from './policy';

export interface CriticalMatch {
  readonly rule: CriticalRule;
  readonly pattern: string;
}

/**
 * Answers which rule covers a path. Among the rules that match, the most severe wins; among equals, the first.
 * Patterns mean what they mean in a `.gitignore` at the repository root, `!` included, and are case sensitive on
 * every platform, so that two machines never disagree. Patterns that cannot be used match nothing.
 */
export class CriticalFiles {
  private readonly matchers: readonly { readonly rule: CriticalRule; readonly files: Ignore }[];

  constructor(policy: Policy) {
    const bySeverity = policy.critical
      .map((rule) => ({ rule, files: matcherOf(rule) }))
      .sort((a, b) => severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity));
    this.matchers = bySeverity;
  }

  /** @param path posix path relative to the repository root. Anything else is not critical. */
  ruleOf(path: string): CriticalRule | null {
    return this.matchOf(path)?.rule ?? null;
  }

  /** The rule with the pattern that decides: the last of its patterns that matches the path or a folder above it. */
  matchOf(path: string): CriticalMatch | null {
    if (!ignore.isPathValid(path)) return null;
    for (const { rule, files } of this.matchers) {
      const { ignored, rule: decisive } = files.test(path);
      if (ignored) return { rule, pattern: decisive?.pattern ?? '' };
    }
    return null;
  }
}

function matcherOf(rule: CriticalRule): Ignore {
  const usable = rule.files.filter((pattern) => patternProblem(pattern) === null);
  return ignore({ ignorecase: false }).add(usable.map((pattern) => ({ pattern })));
}
