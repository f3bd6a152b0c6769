/**
 * Offsets of a text that is not an open document, as positions.
 */
import * as vscode from 'vscode';

/** The position of an offset in UTF-16 code units; lines end as the editor says they do. */
export function positionsIn(text: string): (offset: number) => vscode.Position {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: eol }) => index + eol.length)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return new vscode.Position(line, offset - (starts[line] ?? 0));
  };
}
