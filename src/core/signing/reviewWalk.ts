/**
 * The way of a reviewer through a change: block by block, file by file, and what he has not seen yet.
 */
import type { LineRange } from '../model';
import type { ReviewedPath } from './statement';

/** A file to review, as far as the way goes through it. */
export interface ReviewWalkFile extends Pick<ReviewedPath, 'path' | 'rule' | 'lines'> {
  /** Path before the change, when it was another. */
  readonly formerPath?: string | null;
}

export interface ReviewStep {
  readonly path: string;
  /** Path on the side of what was before. */
  readonly before: string;
  readonly rule: string;
  /** Null when the file has none to show: it was deleted, or has no lines. */
  readonly lines: LineRange | null;
}

export class ReviewWalk {
  readonly steps: readonly ReviewStep[];
  /** Index of the step that is shown. */
  at = 0;
  private readonly seen = new Set<number>();

  constructor(files: readonly ReviewWalkFile[]) {
    this.steps = files.flatMap(({ path, formerPath, rule, lines }): ReviewStep[] => {
      const file = { path, before: formerPath ?? path, rule };
      return lines.length === 0
        ? [{ ...file, lines: null }]
        : lines.map((range) => ({ ...file, lines: range }));
    });
  }

  /** The step that is shown from now on, so many further; it stops at both ends. Null: there is nothing to review. */
  go(by: number): ReviewStep | null {
    this.at = Math.max(0, Math.min(this.at + by, this.steps.length - 1));
    this.seen.add(this.at);
    return this.steps[this.at] ?? null;
  }

  /** How many steps were never shown. */
  get unseen(): number {
    return this.steps.filter((_, index) => !this.seen.has(index)).length;
  }
}
