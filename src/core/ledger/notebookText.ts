/**
 * Carries what is known of a notebook's cells over to the file that it is saved in. Format: nbformat 4, where the source
 * of a cell is a string or a list of strings, https://nbformat.readthedocs.io/en/latest/format_description.html
 */
import { visit } from 'jsonc-parser';
import type { AttributedText, Deletion, Span } from '../model';

/** Text of a cell as it stands in the file: `places[i]` is where the character `from + i` of the cell is written. */
interface Piece {
  readonly from: number;
  readonly text: string;
  /** One more than there are characters. */
  readonly places: readonly number[];
}

/**
 * Who wrote the file, as far as its cells tell; what is not the source of a cell is nobody's. `cells` are in the order of
 * the file, null where nothing is known; one whose text is not what the file has tells nothing. Never throws.
 */
export function notebookState(text: string, cells: readonly (AttributedText | null)[]): AttributedText {
  const sources = sourcesIn(text);
  const spans: Span[] = [];
  const deletions: Deletion[] = [];
  for (const [index, known] of cells.entries()) {
    const pieces = sources[index] ?? [];
    const cell = known === null ? null : withLineFeeds(known);
    if (cell === null || pieces.map((piece) => piece.text).join('') !== cell.text) continue;
    for (const piece of pieces) {
      for (const span of cell.spans) spans.push(...placedSpans(piece, span));
      for (const { offset, ...deletion } of cell.deletions) {
        const place = piece.places[offset - piece.from];
        const isLast = piece === pieces.at(-1);
        if (place !== undefined && (isLast || offset < piece.from + piece.text.length))
          deletions.push({ offset: place, ...deletion });
      }
    }
  }
  return { text, spans, deletions };
}

/** A cell may have the line ends of another system; its file never does. */
function withLineFeeds({ text, spans, deletions }: AttributedText): AttributedText {
  if (!text.includes('\r\n')) return { text, spans, deletions };
  const places: number[] = [];
  let at = 0;
  for (let i = 0; i <= text.length; i++) {
    places.push(at);
    if (text[i] !== '\r' || text[i + 1] !== '\n') at++;
  }
  const placed = (offset: number): number => places[offset] ?? at;
  return {
    text: text.replaceAll('\r\n', '\n'),
    spans: spans.map(({ start, end, origin }) => ({ start: placed(start), end: placed(end), origin })),
    deletions: deletions.map(({ offset, ...deletion }) => ({ offset: placed(offset), ...deletion })),
  };
}

/** The sources of the cells, as they follow each other in the file. */
function sourcesIn(text: string): Piece[][] {
  const sources: Piece[][] = [];
  try {
    visit(text, {
      onLiteralValue: (value: unknown, offset, length, _line, _character, pathOf) => {
        if (typeof value !== 'string') return;
        const [top, cell, field] = pathOf();
        if (top !== 'cells' || field !== 'source' || typeof cell !== 'number') return;
        const pieces = (sources[cell] ??= []);
        const from = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
        pieces.push({ from, text: value, places: placesOf(text, offset + 1, offset + length - 1) });
      },
    });
  } catch (error) {
    // The parser is recursive: a file can be nested too deeply for it.
    if (!(error instanceof RangeError)) throw error;
  }
  return sources;
}

/** Where each character of a JSON string is written, and where the last one ends. */
function placesOf(text: string, start: number, end: number): number[] {
  const places: number[] = [];
  let at = start;
  while (at < end) {
    places.push(at);
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  }
  return [...places, end];
}

/**
 * The span in the file. Escaped blanks are letters there: they count only in lines of nothing else, or a person's line
 * would have a part that is the AI's when an AI adds the next one.
 */
function placedSpans(piece: Piece, { start, end, origin }: Span): Span[] {
  const { from, text, places } = piece;
  const isBlank = text.trim() === '';
  const first = Math.max(0, start - from);
  let last = Math.min(text.length, end - from);
  while (!isBlank && last > first && /\s/.test(text[last - 1] as string)) last--;
  if (last <= first || places.length !== text.length + 1) return [];
  return [{ start: places[first] as number, end: places[last] as number, origin }];
}
