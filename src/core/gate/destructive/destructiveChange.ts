/**
 * One file's change as the search for destructive edits sees it, and what it finds. Types only.
 */
import type { LineRange } from '../../model';

export interface AddedLine {
  /** 1-based, in the new content. */
  readonly line: number;
  readonly text: string;
}

export interface DestructiveChange {
  /** Repository path with `/`: the new one of a rename. */
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** The lines that came in and whose author counts as AI, ascending. */
  readonly addedAiLines: readonly AddedLine[];
  /** How many of the lines that went were deleted by an AI. */
  readonly deletedByAi: number;
  /** The texts of these lines, in the order of the old content. Without them, what went is only counted. */
  readonly deletedTexts?: readonly string[];
  /** What else came in, whoever wrote it: a line that is there again was not removed. */
  readonly addedByOthers?: readonly string[];
  /** How many lines went, whoever deleted them. A deleted file is an AI's work when the AI deleted half of it. */
  readonly deletedLines?: number;
}

interface AnyFinding {
  /** The policy's pattern, a built-in rule, or a threshold. */
  readonly rule: string;
  /** Why it is dangerous; null when the team gave no reason. */
  readonly reason: string | null;
  readonly path: string;
}

export type DestructiveFinding =
  | (AnyFinding & { readonly kind: 'added'; readonly lines: readonly LineRange[] })
  /** `removed`: which of the change's `deletedTexts`. */
  | (AnyFinding & { readonly kind: 'removed'; readonly removed: readonly number[] })
  | (AnyFinding & { readonly kind: 'file-deleted' })
  | (AnyFinding & { readonly kind: 'lines-deleted'; readonly count: number; readonly limit: number })
  /** About the commit as a whole; `path` is the first of `paths`. */
  | (AnyFinding & {
      readonly kind: 'files-deleted';
      readonly paths: readonly string[];
      readonly limit: number;
    });
