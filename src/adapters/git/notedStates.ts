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
import type { States } from './withStates';

/** What the note of a commit says, as it stands there and of each file. */
export interface Noted {
  readonly note: Note;
  readonly states: States;
}

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
  return (await readNoted(git, [commit])).get(commit.id)?.states ?? null;
}

/** By commit, in the order given: the notes, and the files, of those that have a note that can be understood. */
export async function readNoted(git: Git, commits: readonly Commit[]): Promise<Map<string, Noted>> {
  const notes = await parsedNotes(
    git,
    commits.map(({ id }) => id),
  );
  const files = commits.flatMap(({ id }) => {
    const note = notes.get(id);
    return (note?.files ?? []).map(({ path }) => ({ id, note, path }));
  });
  const objects = await readObjects(
    git,
    files.map(({ id, path }) => `${id}:${path}`),
  );
  const all = new Map<string, { note: Note; states: Map<string, AttributedText[]> }>();
  for (const { id } of commits) {
    const note = notes.get(id);
    if (note !== undefined) all.set(id, { note, states: new Map() });
  }
  files.forEach(({ id, note, path }, index) => {
    const object = objects[index];
    if (object?.type === 'blob' && note !== undefined)
      all.get(id)?.states.set(path, [noteToState(textOf(object.content), note, path)]);
  });
  return all;
}
