/**
 * The outcomes as one JSON document, for scripts, and as a table, for people.
 */
import { measures } from './confusion';
import { totalOf } from './outcome';
import type { KindOutcome } from './outcome';
import type { Mode } from './world';

export function jsonReport(
  mode: Mode,
  vscode: string,
  outcomes: readonly KindOutcome[],
  shortcomings: readonly string[],
): string {
  const kinds = outcomes.map(({ kind, matrix, grade, differences, error, seconds }) => ({
    kind: kind.name,
    title: kind.title,
    world: kind.world,
    ...measures(matrix),
    evidence: grade,
    matrix,
    differences,
    error,
    seconds,
  }));
  return JSON.stringify({ mode, vscode, kinds, total: totalOf(outcomes), shortcomings }, null, 2);
}

export function textReport(outcomes: readonly KindOutcome[]): string {
  const rows = outcomes.map(({ kind, matrix, grade }) => [
    kind.name,
    ...cells(measures(matrix)),
    grade ?? '–',
  ]);
  const head = ['kind', 'chars', 'recall', 'precision', 'human as AI', 'unknown', 'evidence'];
  const all = [head, ...rows, ['total', ...cells(totalOf(outcomes)), '']];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** Characters, recall, precision, human as AI, unknown. */
export function cells({
  chars,
  recall,
  precision,
  humanAsAi,
  unknown,
}: ReturnType<typeof measures>): string[] {
  return [String(chars), percent(recall), percent(precision), String(humanAsAi), percent(unknown)];
}

/** A dash where there is nothing to measure. Never rounded up to 100 %, nor down to 0 %. */
function percent(share: number | null): string {
  if (share === null) return '–';
  const shown = share > 0.5 ? Math.floor(share * 1000) / 10 : Math.ceil(share * 1000) / 10;
  return `${shown} %`;
}
