/**
 * Lines of which a later commit changed no more than white space: a new indentation, or the line feed behind the last
 * line. Where that commit does not know who wrote them, they are still what the commit beneath says: an AI's line does not
 * stop to be one because something is written below it.
 */
import type { LineRange } from '../model';
import type { OwnedLines } from './criticalChange';
import { joinedRanges } from './joinedRanges';
import { ownedByCommit } from './ownedByCommit';

export class LinesBeneath<Source> {
  private readonly unknown: LineRange[] = [];
  private readonly ai: { readonly source: Source; readonly lines: readonly LineRange[] }[] = [];
  private readonly ownedBy: ReadonlyMap<string, readonly OwnedLines[]>;

  /** @param owned lines with the commits that own them when white space does not count */
  constructor(owned: readonly OwnedLines[]) {
    this.ownedBy = ownedByCommit(owned);
  }

  /** The commits that own any. */
  get commits(): Iterable<string> {
    return this.ownedBy.keys();
  }

  /** What a commit owns. */
  of(commit: string): readonly OwnedLines[] {
    return this.ownedBy.get(commit) ?? [];
  }

  /** Lines at the head of which the commit that changed them last does not say who wrote them. */
  addUnknown(lines: readonly LineRange[]): void {
    this.unknown.push(...lines);
  }

  /** Lines at the head that the commit beneath calls an AI's. */
  addAi(source: Source, lines: readonly LineRange[]): void {
    if (lines.length > 0) this.ai.push({ source, lines });
  }

  /** What is an AI's after all, commit by commit. Nothing before all commits were taken. */
  finish(): { readonly source: Source; readonly lines: readonly LineRange[] }[] {
    const unknown = joinedRanges(this.unknown);
    return this.ai.flatMap(({ source, lines }) => {
      const common = commonRanges(unknown, joinedRanges(lines));
      return common.length === 0 ? [] : [{ source, lines: common }];
    });
  }
}

/** Both ascending and joined; so is the answer. */
function commonRanges(one: readonly LineRange[], other: readonly LineRange[]): LineRange[] {
  const common: LineRange[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [[a, b], [c, d]] = [one[i] as LineRange, other[j] as LineRange];
    if (Math.max(a, c) <= Math.min(b, d)) common.push([Math.max(a, c), Math.min(b, d)]);
    if (b < d) i++;
    else j++;
  }
  return common;
}
