/**
 * Run-length attribution of a piece of text. Pure list arithmetic under the span tree.
 */

/** Names an origin within one ledger. 0 is text as it was when tracking began. */
export type OriginId = number;

/**
 * `length` UTF-16 units with one origin. A run of length 0 is a gap: an
 * edit of that origin removed text here; `removed` has the fingerprints of the whole lines that went.
 */
export interface Run {
  readonly length: number;
  readonly origin: OriginId;
  readonly removed?: readonly string[];
}

/** The total length of the runs, in UTF-16 units. */
export function runsLength(runs: readonly Run[]): number {
  let total = 0;
  for (const run of runs) total += run.length;
  return total;
}

/** Joins neighbours of one origin, and gaps of one origin at one place; drops empty runs that are not gaps. */
export function normaliseRuns(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result[result.length - 1];
    if (run.length === 0 && run.removed === undefined) continue;
    if (last === undefined || last.origin !== run.origin || (last.length === 0) !== (run.length === 0)) {
      result.push(run);
    } else if (run.length === 0) {
      result[result.length - 1] = { ...last, removed: [...(last.removed ?? []), ...(run.removed ?? [])] };
    } else {
      result[result.length - 1] = { length: last.length + run.length, origin: run.origin };
    }
  }
  return result;
}

/**
 * Replaces `[from, to)` of the runs by others. Gaps inside the replaced range survive, in front of what replaces it:
 * what an edit once removed stays removed whatever happens to its surroundings.
 */
export function spliceRuns(runs: readonly Run[], from: number, to: number, inserted: readonly Run[]): Run[] {
  const before: Run[] = [];
  const gaps: Run[] = [];
  const after: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.length;
    if (run.length === 0) {
      if (start <= from) before.push(run);
      else if (start < to) gaps.push(run);
      else after.push(run);
    } else {
      if (end <= from) before.push(run);
      else if (start < from) before.push({ length: from - start, origin: run.origin });
      if (start >= to) after.push(run);
      else if (end > to) after.push({ length: end - to, origin: run.origin });
    }
    start = end;
  }
  before.push(...gaps, ...inserted, ...after);
  return normaliseRuns(before);
}

/** The runs of `[from, to)`; a gap at `from` is left out, one at `to` is included. */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const result: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.length;
    if (run.length === 0) {
      if (start > from && start <= to) result.push(run);
    } else if (end > from && start < to) {
      result.push({ length: Math.min(end, to) - Math.max(start, from), origin: run.origin });
    }
    start = end;
  }
  return result;
}
