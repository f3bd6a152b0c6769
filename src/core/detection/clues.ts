/**
 * What was seen in a document before a change, and may explain it.
 */
import type { Origin } from '../model';

/** Text with its origin, as it was copied. A null origin is text that nobody is known to have changed. */
export interface CopiedPart {
  readonly length: number;
  readonly origin: Origin | null;
}

export interface PasteClue {
  /** What the clipboard holds. */
  readonly text: string;
  /** Where each part came from, when the text was copied in an editor that we watch. They cover the text. */
  readonly parts: readonly CopiedPart[] | null;
}

export interface Surroundings {
  readonly before: string;
  /** What the change replaced. */
  readonly removed: string;
  readonly after: string;
}

export interface Clues {
  /** The editor asked what to paste just before this change. */
  readonly paste: PasteClue | null;
  /** Where the word starts that IntelliSense was asked to complete; an offset in the text before the change. */
  readonly suggestFrom: number | null;
  /** Where an inline completion was last asked for; an offset in the text before the change. */
  readonly inlineAt: number | null;
  /** The tool whose inline completions the user sees, as far as can be known; null when no such tool runs. */
  readonly completionTool: string | null;
  /** What stood around the place of the change, before it: some thousand UTF-16 units each way. */
  readonly around: (offset: number, removed: number) => Surroundings;
}
