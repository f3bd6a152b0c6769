/**
 * Tells, of what an edit wrote, which parts only put back what the document had without an AI's edits.
 */
import { regionsBetween } from './equalRegions';
import type { TextRange } from './placedEdits';
import { normaliseRuns, sliceRuns, type Run } from './runs';
import type { SpanTree } from './spanTree';
import { textEdits, type TextEdit } from './textEdits';

export interface Restored {
  readonly runs: readonly Run[];
  /** Whether all that the edit did was to restore. */
  readonly all: boolean;
}

/**
 * The runs of a version after an edit, with the baseline's authors, and its marks of deletions, wherever the edit put
 * baseline text back or took out what the baseline does not have. Linear in the texts, and in their distance.
 *
 * @param places what the edit wrote, as ranges of the version; empty where it only removed
 */
export function restoredRuns(version: SpanTree, places: readonly TextRange[], baseline: SpanTree): Restored {
  const before = baseline.text();
  const edits = textEdits(before, version.text());
  const regions = regionsBetween(edits, before.length);
  const differing = differingBlocks(edits);
  const known = baseline.runs();
  let runs = version.runs();
  let all = true;
  for (const { start, end } of places) {
    if (differing.some((block) => touches(block, start, end))) {
      all = false;
      continue;
    }
    const region = regions.find(({ to, length }) => to <= start && to + length >= end);
    const from = region === undefined ? 0 : region.from + start - region.to;
    const former = region === undefined ? [] : sliceWithGaps(known, from, from + end - start);
    if (region === undefined && end > start) continue;
    runs = [...head(runs, start), ...former, ...sliceRuns(runs, end, version.length)];
  }
  return { runs: normaliseRuns(runs), all };
}

/** Where the version has other text than the baseline; `lost`: baseline text is missing there. */
interface Block {
  readonly at: number;
  readonly until: number;
  readonly lost: boolean;
}

function differingBlocks(edits: readonly TextEdit[]): Block[] {
  let shift = 0;
  return edits.map(({ offset, removed, text }) => {
    const at = offset + shift;
    shift += text.length - removed;
    return { at, until: at + text.length, lost: removed > 0 };
  });
}

/** Whether what was written, or removed, at `[start, end)` has to do with the difference. */
function touches({ at, until, lost }: Block, start: number, end: number): boolean {
  if (end > start) return at < end && until > start;
  return lost && at <= start && until >= start;
}

/** `[from, to)` with the gaps at both ends. */
function sliceWithGaps(runs: readonly Run[], from: number, to: number): Run[] {
  const result: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.length;
    if (run.length === 0) {
      if (start >= from && start <= to) result.push(run);
    } else if (end > from && start < to) {
      result.push({ length: Math.min(end, to) - Math.max(start, from), origin: run.origin });
    }
    start = end;
  }
  return result;
}

/** `[0, to)` without the gaps at its end. */
function head(runs: readonly Run[], to: number): Run[] {
  let start = 0;
  return sliceWithGaps(runs, 0, to).filter((run) => {
    const isGapAtEnd = run.length === 0 && start === to;
    start += run.length;
    return !isGapAtEnd;
  });
}
