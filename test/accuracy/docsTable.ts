/**
 * The table of `docs/detection.md`: what was measured, kind by kind, between two markers. Pure.
 */
import { totalOf } from './outcome';
import type { KindOutcome } from './outcome';
import { cells } from './report';
import type { Mode } from './world';

const BEGIN = '<!-- accuracy:begin -->';
const END = '<!-- accuracy:end -->';
const HEAD = [
  ...['edit', 'characters', 'AI found', 'human called AI', 'unknown', 'evidence'],
  ...['precise: AI found', 'human called AI', 'unknown'],
];

export const RANDOM_ROW = 'random sessions of all of these';
export const TOTAL_ROW = '**everything**';

export type Outcomes = Readonly<Record<Mode, readonly KindOutcome[]>>;

/**
 * The document with what was measured now. Rows of other kinds stay as they are; rows that belong to no kind any more
 * go. `titles` are those of all kinds, in order. Null when the document has no place for the table.
 */
export function withMeasured(document: string, titles: readonly string[], outcomes: Outcomes): string | null {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) return null;
  const measured = measuredRows(outcomes);
  if (!titles.every((title) => measured.has(title))) measured.delete(TOTAL_ROW);
  const rows = new Map([...rowsIn(document.slice(begin, end)), ...measured]);
  const known = [...titles, RANDOM_ROW, TOTAL_ROW].flatMap((title) => {
    const row = rows.get(title);
    return row === undefined ? [] : [[title, ...row]];
  });
  const lines = [HEAD, HEAD.map(() => '---'), ...known].map((row) => `| ${row.join(' | ')} |`);
  return `${document.slice(0, begin)}${BEGIN}\n\n${lines.join('\n')}\n\n${document.slice(end)}`;
}

/** The rows of the table in a document, by their first cell. */
export function rowsIn(document: string): ReadonlyMap<string, readonly string[]> {
  const rows = document.split('\n').filter((line) => line.startsWith('| '));
  return new Map(
    rows.slice(2).map((line) => {
      const [title = '', ...rest] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [title, rest];
    }),
  );
}

function measuredRows({ stable, precise }: Outcomes): Map<string, readonly string[]> {
  const rows = new Map<string, readonly string[]>();
  const row = (title: string, one: readonly KindOutcome[], other: readonly KindOutcome[]): void => {
    if (one.length === 0 || other.length === 0) return;
    const [characters = '', recall = '', , asAi = '', unknown = ''] = cells(totalOf(one));
    const [, preciseRecall = '', , preciseAsAi = '', preciseUnknown = ''] = cells(totalOf(other));
    const grades = one.map(({ grade }) => grade);
    const grade = grades.includes('inferred') ? 'inferred' : grades.includes('exact') ? 'exact' : '–';
    rows.set(title, [characters, recall, asAi, unknown, grade, preciseRecall, preciseAsAi, preciseUnknown]);
  };
  const isRandom = ({ kind }: KindOutcome): boolean => /^(random|regression)-/.test(kind.name);
  for (const { kind } of stable) {
    const same = (outcome: KindOutcome): boolean => outcome.kind.name === kind.name && !isRandom(outcome);
    row(kind.title, stable.filter(same), precise.filter(same));
  }
  row(RANDOM_ROW, stable.filter(isRandom), precise.filter(isRandom));
  row(TOTAL_ROW, stable, precise);
  return rows;
}
