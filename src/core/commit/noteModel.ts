/**
 * A note in the Git AI Standard v3: which lines of a commit's files were written in which AI session or by whom.
 */
import type { LineRange } from '../model';

export const NOTE_SCHEMA = 'authorship/3.0.0';
export const NOTES_REF = 'refs/notes/ai';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface NoteEntry {
  /** `s_…::t_…` (a session's trace), `h_…` (a person) or a bare hash (an old prompt record). */
  readonly key: string;
  /** Sorted line numbers of the file as of the commit. */
  readonly ranges: readonly LineRange[];
}

export interface NoteFile {
  /** Posix path relative to the root of the repository, in Unicode NFC. */
  readonly path: string;
  /** Where entries overlap, the last one wins. */
  readonly entries: readonly NoteEntry[];
}

export interface NoteSession {
  /** As the standard names tools, for example `github-copilot`. */
  readonly tool: string;
  readonly conversation: string;
  readonly model: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Note {
  readonly files: readonly NoteFile[];
  /** Sessions by `s_…`; old prompt records by their bare hash. */
  readonly sessions: ReadonlyMap<string, NoteSession>;
  /** `Name <email>` by `h_…`. */
  readonly humans: ReadonlyMap<string, string>;
  /** The version that the producer gave, or null. */
  readonly producer: string | null;
  /** The JSON part as it was read or built, fields that we do not know included. */
  readonly metadata: JsonObject;
}
