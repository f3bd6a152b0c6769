/**
 * The lines of a file that policy sees an AI in: its own, and those that it wrote or changed together with a person.
 */
import { joinedRanges } from '../gate/joinedRanges';
import type { FileAttribution, LineRange } from '../model';

/** In order, neighbours joined. */
export function linesWithAi({ ai, mixed }: Pick<FileAttribution, 'ai' | 'mixed'>): LineRange[] {
  return joinedRanges([...ai, ...mixed]);
}
