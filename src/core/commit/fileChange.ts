/**
 * One file of a diff, as attribution needs it: added and removed lines with their places.
 */

/** 1-based starts as in a patch without context lines; lines without their newline, with their carriage return. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: readonly string[];
  readonly newStart: number;
  readonly newLines: readonly string[];
}

/** One file of a diff from an old to a new tree. */
export interface FileChange {
  /** Posix path in the new tree, relative to the root of the repository; of a deleted file, the path that it had. */
  readonly path: string;
  /** The path in the old tree; differs on a rename or copy; null for an added file. */
  readonly oldPath: string | null;
  /** Binary content or a submodule: there are no lines. */
  readonly binary: boolean;
  readonly hunks: readonly Hunk[];
  /** Full id of the new content; absent where git does not tell. */
  readonly newId?: string;
  /** The whole new content (UTF-8, decoded lossily) when it was needed, else null. */
  readonly newText: string | null;
}
