/**
 * What tells a violation from others in the next run.
 */
import { visibleText } from '../../commit/visibleText';
import type { Violation } from '../gateReport';
import { artifactUri } from './artifactUri';
import { ruleId } from './ruleId';

/**
 * Neither line numbers nor the ids of commits count for one about a file, so it stays the same when commits are rebased
 * and lines move: it is the first, second, … of its rule in its file. One about a commit is told by the commit.
 */
export function fingerprintsOf(violations: readonly Violation[]): ReadonlyMap<Violation, string> {
  const seen = new Map<string, number>();
  const fingerprints = new Map<Violation, string>();
  for (const violation of violations) {
    const { path, commit } = violation;
    const place = path === null ? `commit:${visibleText(commit)}` : artifactUri(path);
    const key = `${encodeURIComponent(ruleId(violation))}:${place}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    fingerprints.set(violation, `${key}:${count}`);
  }
  return fingerprints;
}
