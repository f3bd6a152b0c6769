/**
 * The note of a commit that has the same change as an annotated one.
 */
import type { Note } from './noteModel';

/** The note as it is, but for the commit that it names as its base: by the standard, its own. */
export function noteOfCopy(note: Note, commit: string): Note {
  return { ...note, metadata: { ...note.metadata, base_commit_sha: commit } };
}
