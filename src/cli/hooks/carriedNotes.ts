/**
 * The notes of commits that were made anew, from those of the commits that they were made of. A commit whose change is
 * the same gets a copy; of others each line is looked up by its content.
 */
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import { noteOfCopy } from '../../core/commit/noteOfCopy';
import type { Note } from '../../core/commit/noteModel';
import { renderNote } from '../../core/commit/renderNote';
import { withRecordsOf } from '../../core/commit/withRecordsOf';
import { markAnnotated } from '../../adapters/git/commitState';
import { readCommits } from '../../adapters/git/commits';
import { parsedNotes, statesOfNote } from '../../adapters/git/notedStates';
import { writeNotes, type NoteToWrite } from '../../adapters/git/noteStore';
import { Provenance } from '../../adapters/git/provenance';
import { rawChanges } from '../../adapters/git/rawChanges';
import type { Repository } from '../../adapters/git/repository';
import { withStates, type States } from '../../adapters/git/withStates';
import { sha256 } from '../../adapters/node/sha256';
import type { Git } from '../../core/ports';

/** New commit → those that it was made of, in the order in which they were applied; all by full id. */
export type Rewrites = ReadonlyMap<string, readonly string[]>;

interface Place {
  readonly git: Git;
  readonly repository: Repository;
  readonly say: (sentence: string) => void;
}

/** Those of which at least one former commit has a note that can be understood, and the notes of all. */
export async function annotatedRewrites(
  git: Git,
  rewrites: Rewrites,
): Promise<{ annotated: [after: string, before: readonly string[]][]; notes: Map<string, Note> }> {
  const notes = await parsedNotes(
    git,
    [...rewrites].flatMap(([after, before]) => [after, ...before]),
  );
  return { annotated: [...rewrites].filter(([, before]) => before.some((id) => notes.has(id))), notes };
}

/**
 * The notes, one after the other, so that whoever asks may stop; null where no line of an AI is left.
 *
 * @param notes of all these commits that have one
 */
export async function* carriedNotes(
  place: Place,
  annotated: readonly (readonly [after: string, before: readonly string[]])[],
  notes: ReadonlyMap<string, Note>,
): AsyncGenerator<NoteToWrite | null> {
  const raw = await rawChanges(
    place.git,
    annotated.flatMap(([after, before]) => [after, ...before]),
  );
  for (const [after, before] of annotated) {
    const [only = ''] = before;
    const isCopy =
      before.length === 1 && !notes.has(after) && raw.has(after) && raw.get(after) === raw.get(only);
    const known = notes.get(only);
    const note = isCopy && known ? noteOfCopy(known, after) : await carried(place, after, before, notes);
    yield note === null ? null : { commit: after, text: renderNote(note) };
  }
}

/** What the notes of the former commits say of the lines that the new one adds. */
async function carried(
  { git, repository, say }: Place,
  after: string,
  before: readonly string[],
  notes: ReadonlyMap<string, Note>,
): Promise<Note | null> {
  // The new commit may have a note of what was added while the rebase stood still; then the latest speaks first.
  const sources = [after, ...[...before].reverse()].filter((id) => notes.has(id));
  const [commit, ...former] = await readCommits(git, [after, ...sources]);
  if (!commit) return null;
  let files: States = new Map();
  for (const source of former) {
    const states = source && (await statesOfNote(git, source));
    if (states) files = withStates(files, states);
  }
  const knowledge = { files };
  const attributed = await new Provenance(git, repository.root, knowledge).commit(commit);
  if (attributed.attribution.ai + attributed.attribution.mixed === 0) return null;
  // Nobody but those whom the notes name: who rebases did not write it.
  const { note, problems } = buildNote({
    files: attributed.files,
    commit: after,
    humanAuthor: null,
    version,
    sha256,
  });
  problems.forEach(say);
  const earlier = [...sources].reverse().flatMap((id) => notes.get(id) ?? []);
  return note === null ? null : withRecordsOf(note, earlier);
}

/**
 * Writes notes, and remembers that these commits have one.
 *
 * @param by who the commit on the notes is by, `Name <email> <seconds> <zone>`; default: who committed the newest
 */
export async function writeCarried(
  { git, repository }: Omit<Place, 'say'>,
  made: readonly NoteToWrite[],
  by?: string,
): Promise<void> {
  const commits = await readCommits(
    git,
    made.map(({ commit }) => commit),
  );
  const newest = commits.at(-1);
  if (!newest) return;
  await writeNotes(git, made, by ?? `${newest.committer} ${newest.committerDate}`);
  for (const commit of commits) if (commit) await markAnnotated(repository, commit);
}
