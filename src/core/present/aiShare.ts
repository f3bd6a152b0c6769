/**
 * How much of an uncommitted change is AI's.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { Attribution } from '../model';
import { joinedRanges } from '../gate/joinedRanges';
import { isAiLine } from './aiBlocks';
import { lineCount } from './lineCount';
import { linesWithAi } from './linesWithAi';

export interface AiShare {
  /** Lines that an AI wrote or changed. */
  readonly ai: number;
  /** Lines of which nobody saw who wrote them. */
  readonly unknown: number;
  /** All lines that somebody changed. */
  readonly changed: number;
}

/** The share of one document's uncommitted lines. */
export function shareOfLines(lines: readonly (LineAuthor | null)[]): AiShare {
  const changed = lines.filter((line) => line !== null);
  return {
    ai: changed.filter(isAiLine).length,
    unknown: changed.filter((line) => line.author === 'unknown' && !line.mixed).length,
    changed: changed.length,
  };
}

/** The share of an attribution, for example of what is staged. */
export function shareOfAttribution({ files, added }: Attribution): AiShare {
  const ai = lineCount(files.flatMap(linesWithAi));
  const all = files.flatMap((file) => joinedRanges([...file.ai, ...file.mixed, ...file.unknown]));
  return { ai, unknown: lineCount(all) - ai, changed: added };
}

/** Whole per cent; 0 and 100 are kept for "none" and "all". */
export function percent({ ai, changed }: AiShare): number {
  if (changed === 0 || ai === 0) return 0;
  if (ai === changed) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * ai) / changed)));
}
