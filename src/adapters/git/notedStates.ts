/**
 * What the note of a commit says about its files, in the form in which the journal speaks of uncommitted ones: lines
 * that were committed are no longer in the journal, but an amended commit has them again.
 */
import type { AttributedText } from '../../core/model';
import type { Git } from '../../core/ports';
import type { Note } from '../../core/commit/noteModel';
import { noteToState } from '../../core/commit/noteToState';
import { parseNote } from '../../core/commit/parseNote';
import type { Commit } from './commits';
import { textOf } from './gitText';
import { readNotes } from './noteStore';
import { readObjects } from './objects';

/** Known versions of each path, newest first. */
export type States = ReadonlyMap<string, readonly AttributedText[]>;

/** Reads the notes of commits, given by full id, that can be understood. Others are not in the answer. */
export async function parsedNotes(git: Git, commits: readonly string[]): Promise<Map<string, Note>> {
  const notes = new Map<string, Note>();
  for (const [commit, text] of await readNotes(git, commits)) {
    const note = parseNote(text);
    if (note.ok) notes.set(commit, note.value);
  }
  return notes;
}

/** The files of a commit as its note attests them; null when it has no note that can be understood. */
export async function statesOfNote(git: Git, commit: Commit): Promise<States | null> {
  const note = (await parsedNotes(git, [commit.id])).get(commit.id);
  if (note === undefined) return null;
  const paths = note.files.map(({ path }) => path);
  const objects = await readObjects(
    git,
    paths.map((path) => `${commit.id}:${path}`),
  );
  const states = new Map<string, AttributedText[]>();
  paths.forEach((path, index) => {
    const object = objects[index];
    if (object?.type === 'blob') states.set(path, [noteToState(textOf(object.content), note, path)]);
  });
  return states;
}

/** Two sources of knowledge as one; what `first` says comes first. */
export function withStates(first: States, second: States): States {
  const all = new Map(first);
  for (const [path, states] of second) all.set(path, [...(first.get(path) ?? []), ...states]);
  return all;
}
