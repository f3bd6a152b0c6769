/**
 * Lines that are committed are history, not work in progress.
 */
import { changedBlocks } from './changedBlocks';
import type { OriginId, Run } from './runs';
import { textLines } from './textLines';

/**
 * The runs of a text without those of lines that stand in `committed` as well: these get what `pastOf` says, 0 unless
 * given. Gaps stay where committed lines are missing. End-of-line differences are ignored.
 */
export function settledRuns(
  text: string,
  runs: readonly Run[],
  committed: string,
  pastOf: (id: OriginId) => OriginId = () => 0,
): Run[] {
  if (text === committed) return pastRuns(runs, pastOf);
  const lines = text.split('\n');
  const open = new Array<boolean>(lines.length).fill(false);
  const touched: number[] = [];
  for (const block of changedBlocks(linesOf(committed), linesOf(text))) {
    for (let i = block.newFrom; i < block.newTo; i++) open[i] = true;
    if (block.oldTo > block.oldFrom) touched.push(block.newFrom);
  }
  return maskRuns(lines, runs, open, new Set(touched), pastOf);
}

/** Nothing is in progress: most files are committed as they are. */
function pastRuns(runs: readonly Run[], pastOf: (id: OriginId) => OriginId): Run[] {
  return runs.flatMap(({ length, origin }) => (length === 0 ? [] : [{ length, origin: pastOf(origin) }]));
}

/** What stands behind the last end-of-line is no line: an empty one that is added there is not the old one. */
function linesOf(text: string): string[] {
  const lines = textLines(text);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Keeps runs on open lines; keeps gaps on open lines and where committed lines are missing. */
function maskRuns(
  lines: readonly string[],
  runs: readonly Run[],
  open: readonly boolean[],
  touched: Set<number>,
  pastOf: (id: OriginId) => OriginId,
): Run[] {
  const result: Run[] = [];
  let line = 0;
  let left = (lines[0]?.length ?? 0) + 1;
  for (const run of runs) {
    if (run.length === 0) {
      const isBetween = !isInside(lines[line] ?? '', left) && (touched.has(line) || touched.has(line + 1));
      if (open[line] === true || isBetween) result.push(run);
      continue;
    }
    for (let rest = run.length; rest > 0;) {
      const taken = Math.min(rest, left);
      result.push({ length: taken, origin: open[line] === true ? run.origin : pastOf(run.origin) });
      rest -= taken;
      left -= taken;
      if (left === 0) left = (lines[++line]?.length ?? 0) + 1;
    }
  }
  return result;
}

/** Whether text stands on both sides; such a gap is a part of its line, and is committed with it. */
function isInside(line: string, left: number): boolean {
  const at = line.length + 1 - left;
  return at > 0 && line.slice(at).trim() !== '';
}
