/**
 * AI lines in critical files × coverage → violations.
 */
import { lineRanges } from '../../commit/lineRanges';
import type { LineRange } from '../../model';
import type { Severity } from '../../policy/policy';
import type { Violation } from '../gateReport';
import {
  missedFix,
  missedText,
  uncoveredFix,
  uncoveredText,
  unlistedFix,
  unlistedText,
} from './coverageText';
import type { LineCoverage } from './lineCoverage';
import { codeLines, endingsOf, isMissed } from './measured';

/** One critical file of the range. */
export interface AiLinesOfFile {
  readonly path: string;
  /** That of the rule which makes the file critical. */
  readonly severity: Severity;
  /** AI and mixed lines at the head of the range, which is also what the tests ran. */
  readonly lines: readonly LineRange[];
}

export interface CoverageDemand {
  /** Least share of a file's AI lines, 0 to 1; null: nothing is asked for. */
  readonly minimum: number | null;
  /** Full id of the head of the range. */
  readonly head: string;
}

/**
 * A violation for each file whose AI lines do not run often enough. Each file counts by itself, so that one that is
 * tested well makes up for no other. Lines that the coverage does not list cannot run and do not count. Of a program that
 * it does not list at all, no line ran; any other file is pointed out, with no more than that: it may be no code.
 *
 * @param texts content at the head, by path, of the files that `missedFiles` names
 */
export function uncoveredAiLines(
  files: readonly AiLinesOfFile[],
  coverage: LineCoverage,
  demand: CoverageDemand,
  texts: ReadonlyMap<string, string> = new Map(),
): Violation[] {
  const endings = endingsOf(coverage.files.keys());
  return files
    .filter(({ lines }) => lines.length > 0)
    .flatMap((file) => {
      const counts = coverage.files.get(file.path);
      if (counts !== undefined) return judged(file, counts, demand);
      const isAsked = demand.minimum !== null && demand.minimum > 0;
      if (!isAsked || !isMissed(file.path, endings)) return [unlisted(file, demand)];
      return missed(file, demand, demand.minimum, texts.get(file.path));
    });
}

/** Files whose content is needed to tell what of them could have run. */
export function missedFiles(files: readonly AiLinesOfFile[], { files: listed }: LineCoverage): string[] {
  const endings = endingsOf(listed.keys());
  return files.flatMap(({ path, lines }) =>
    lines.length > 0 && !listed.has(path) && isMissed(path, endings) ? [path] : [],
  );
}

/** @param text undefined: what could run is not known, so all of it could */
function missed(
  { path, severity, lines }: AiLinesOfFile,
  { head }: CoverageDemand,
  minimum: number,
  text: string | undefined,
): Violation[] {
  const ranges = text === undefined ? lines : lineRanges(codeLines(path, text, lines));
  if (ranges.length === 0) return [];
  return [
    {
      ...{ kind: 'coverage', commit: head, path, rule: 'coverage.ai', severity, lines: ranges },
      ...{ message: missedText(path, minimum, ranges), fix: missedFix },
    },
  ];
}

function judged(
  { path, severity, lines }: AiLinesOfFile,
  counts: ReadonlyMap<number, number>,
  { minimum, head }: CoverageDemand,
): Violation[] {
  const runnable = within(lines, counts.keys());
  const missed = runnable.filter((line) => !((counts.get(line) ?? 0) > 0));
  const covered = runnable.length - missed.length;
  // Divided, not multiplied: 55 of 100 are 0.55, while 0.55 of 100 are a little more than 55.
  if (missed.length === 0 || (minimum !== null && covered / runnable.length >= minimum)) return [];
  const ranges = lineRanges(missed);
  return [
    {
      kind: 'coverage',
      commit: head,
      path,
      rule: 'coverage.ai',
      severity: minimum === null ? 'information' : severity,
      lines: ranges,
      message: uncoveredText(path, covered, runnable.length, minimum, ranges),
      fix: uncoveredFix,
    },
  ];
}

function unlisted({ path, lines }: AiLinesOfFile, { head }: CoverageDemand): Violation {
  return {
    kind: 'coverage',
    commit: head,
    path,
    rule: 'coverage.ai',
    severity: 'information',
    lines,
    message: unlistedText(path),
    fix: unlistedFix,
  };
}

/** Those of the lines that are in a range, ascending. */
function within(ranges: readonly LineRange[], lines: Iterable<number>): number[] {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  let at = 0;
  return [...lines]
    .sort((a, b) => a - b)
    .filter((line) => {
      while ((sorted[at]?.[1] ?? Infinity) < line) at++;
      return (sorted[at]?.[0] ?? Infinity) <= line;
    });
}
