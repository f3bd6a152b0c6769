/**
 * Columns of text for people: as wide as needed, colours only where they are shown.
 */
export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta';

const CODES: Record<Colour, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35 };

/** Colours a text, or leaves it as it is when colours are not shown. */
export function coloured(text: string, colour: Colour, shown: boolean): string {
  return shown ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
}

export interface Cell {
  readonly text: string;
  readonly colour?: Colour;
  /** Numbers stand to the right of their column. */
  readonly right?: boolean;
}

/** Lines of a table; the last cell of a row is not padded. */
export function tableLines(rows: readonly (readonly Cell[])[], colours: boolean, indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, width(cell.text))));
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const last = column === row.length - 1;
      const gap = ' '.repeat((widths[column] ?? 0) - width(cell.text));
      const text = cell.colour === undefined ? cell.text : coloured(cell.text, cell.colour, colours);
      if (cell.right === true) return gap + text;
      return last ? text : text + gap;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** Columns that a text takes in a terminal, well enough for paths: code points, wide ones twice. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return columns;
}
