/**
 * The text of a commit's note.
 */
import { version } from '../../../package.json';
import type { AttributedFile } from '../../core/commit/attribute';
import { buildNote } from '../../core/commit/buildNote';
import type { Note } from '../../core/commit/noteModel';
import { renderNote } from '../../core/commit/renderNote';
import { withRecordsOf } from '../../core/commit/withRecordsOf';
import { sha256 } from '../../adapters/node/sha256';

export interface NoteTextInput {
  readonly files: readonly AttributedFile[];
  /** Full id. */
  readonly commit: string;
  /** `Name <email>`. */
  readonly committer: string;
  /** Notes of former commits of which lines are here, newest first. */
  readonly earlier: readonly Note[];
}

export interface NoteText {
  /** Null when there is nothing to attest. */
  readonly text: string | null;
  /** Sentences about what the format cannot hold. */
  readonly problems: readonly string[];
}

/** The same lines and people give the same bytes. */
export function noteText({ files, commit, committer, earlier }: NoteTextInput): NoteText {
  const { note, problems } = buildNote({ files, commit, humanAuthor: committer, version, sha256 });
  return { text: note && renderNote(withRecordsOf(note, [...earlier].reverse())), problems };
}
