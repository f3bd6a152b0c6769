/**
 * What a rule about destructive edits looks at, line by line. Types only.
 */
import type { FileKind } from './fileKind';

/** A line of a change, and what of it is code. */
export interface JudgedLine {
  readonly text: string;
  readonly code: string;
  readonly kind: FileKind;
  /** The code of the lines that come right behind it in the same change, a few at most. */
  readonly following: readonly string[];
}

export type LineTest = (line: JudgedLine) => boolean;

export interface DestructiveRule {
  readonly name: string;
  readonly reason: string | null;
  readonly covers: (path: string, kind: FileKind) => boolean;
  /** A line that comes in and is dangerous. */
  readonly adds?: LineTest;
  /** A line that goes and is missed. */
  readonly removes?: LineTest;
  /** A line that goes and takes one that is missed with it, so that this is no loss. */
  readonly excuses?: LineTest;
  /** Whether the deletion of the whole file is dangerous. */
  readonly deletesFile?: (kind: FileKind) => boolean;
}
