/**
 * How much of a text nobody saw being written: the measure of which of two accounts of it knows more.
 */
import type { AttributedText } from '../model';

/** UTF-16 units that came from disk, or changed while no editor watched. */
export function unseenLength({ spans }: AttributedText): number {
  const unseen = spans.filter(({ origin }) => {
    return origin.author === 'unknown' && (origin.reason === 'disk' || origin.reason === 'offline');
  });
  return unseen.reduce((sum, { start, end }) => sum + end - start, 0);
}
