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
  const objectsOf = (named: readonly { id: string; path: string }[]): ReturnType<typeof readObjects> =>
    readObjects(
      git,
      named.map(({ id, path }) => `${id}:${path}`),
    );
  const objects = [...(await objectsOf(files))];
  const absent = files.filter(({ path }, index) => !objects[index] && path !== path.normalize('NFD'));
  if (absent.length > 0) {
    const found = await spelled(git, absent);
    files.push(...found);
    objects.push(...(await objectsOf(found)));
  }
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

/** The files by the names that their commits have for them: notes have accents in one form, whatever form they have there. */
async function spelled<T extends { id: string; path: string }>(git: Git, files: readonly T[]): Promise<T[]> {
  const found: T[] = [];
  for (const commit of new Set(files.map(({ id }) => id))) {
    const own = new Map(files.filter(({ id }) => id === commit).map((file) => [file.path, file]));
    const { stdout } = await git.run(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
    for (const path of textOf(stdout).split('\0')) {
      const file = own.get(path.normalize('NFC'));
      if (file !== undefined) found.push({ ...file, path });
    }
  }
  return found;
}
