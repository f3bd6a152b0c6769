/**
 * Joins what is known of a notebook's file with what is known of its cells.
 */
import { isUnseen } from '../ledger/isUnseen';
import type { AttributedText } from '../model';
import { withElsewhere } from './withElsewhere';

/**
 * `cells`, and what was `known` before of the rest; both of one text. What changed in the file unseen was written by the editor with the
 * cells: quotes, commas, outputs. It is nobody's, or a short line would be more theirs than its author's.
 */
export function withCells(known: AttributedText, cells: AttributedText): AttributedText {
  const seen = { ...known, spans: known.spans.filter(({ origin }) => !isUnseen(origin)) };
  return withElsewhere(cells, seen) ?? cells;
}
