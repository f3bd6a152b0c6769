/**
 * The way of a reviewer through a change: block by block, file by file, and what he has not seen yet.
 */
import type { LineRange } from '../model';
import type { ReviewedPath } from './statement';

export interface ReviewStep {
  readonly path: string;
  readonly rule: string;
  /** Null when the file has none to show: it was deleted, or has no lines. */
  readonly lines: LineRange | null;
}

export class ReviewWalk {
  readonly steps: readonly ReviewStep[];
  /** Index of the step that is shown. */
  at = 0;
  private readonly seen = new Set<number>();

  constructor(files: readonly Pick<ReviewedPath, 'path' | 'rule' | 'lines'>[]) {
    this.steps = files.flatMap(({ path, rule, lines }): ReviewStep[] =>
      lines.length === 0
        ? [{ path, rule, lines: null }]
        : lines.map((range) => ({ path, rule, lines: range })),
    );
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
