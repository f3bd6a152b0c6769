/**
 * How much of a text nobody saw being written: the measure of which of two accounts of it knows more.
 */
import type { AttributedText } from '../model';
import { isUnseen } from './isUnseen';

/** UTF-16 units that came from disk, or changed while no editor watched. */
export function unseenLength({ spans }: AttributedText): number {
  return spans.reduce((sum, { start, end, origin }) => sum + (isUnseen(origin) ? end - start : 0), 0);
}
