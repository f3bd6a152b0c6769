/**
 * What every benchmark answers: a table whose rows carry the measured numbers under the names of its columns.
 */

export type Cell = string | number;
export type Row = Readonly<Record<string, Cell>>;

export interface Report {
  readonly name: string;
  /** What was measured against what, in one sentence. */
  readonly about: string;
  readonly rows: readonly Row[];
}

/** The report as text: columns in the order in which rows name them, numbers to the right. */
export function renderReport({ name, about, rows }: Report): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => (line[index] ?? '').length)));
  const lines = cells.map((line) =>
    line
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const isText = index === 0 || typeof rows[0]?.[columns[index] ?? ''] === 'string';
        return isText ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [`${name}: ${about}`, '', lines[0], rule, ...lines.slice(1), ''].join('\n');
}
