/**
 * What inheritance asks of the text before a change. Offsets are in UTF-16 units.
 */
import type { Author } from '../../model';

export interface TextBefore {
  readonly length: number;
  readonly text: (from: number, to: number) => string;
  /** Who wrote the character there; null when nobody is known to have. */
  readonly authorAt: (offset: number) => Author | null;
}
