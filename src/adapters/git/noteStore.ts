/**
 * Reads and writes the notes of `refs/notes/ai`, byte for byte (`git notes` would add a line feed).
 */
import type { Git } from '../../core/ports';
import { NOTES_REF } from '../../core/commit/noteModel';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';
import { readObjects } from './objects';

/** Attempts to write when another process moves the ref at the same time. */
const ATTEMPTS = 5;

export interface NoteToWrite {
  /** Full id of the annotated commit. */
  readonly commit: string;
  readonly text: string;
  /** `Name <email> <seconds> <zone>`, who the commit on the notes ref is by. */
  readonly identity: string;
}

/** Reads the notes of commits given by full id. Commits without a note are not in the answer. */
export async function readNotes(git: Git, commits: readonly string[]): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  if (commits.length === 0) return notes;
  const names = commits.flatMap((commit) =>
    paths(commit).map((path) => ({ commit, name: `${NOTES_REF}:${path}` })),
  );
  const objects = await readObjects(
    git,
    names.map(({ name }) => name),
  );
  names.forEach(({ commit }, index) => {
    const object = objects[index];
    if (object?.type === 'blob' && !notes.has(commit)) notes.set(commit, textOf(object.content));
  });
  return notes;
}

/**
 * Writes one note, replacing the commit's earlier one.
 *
 * @throws CountersignError `git-failed`
 */
export async function writeNote(git: Git, note: NoteToWrite): Promise<void> {
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tip = await git.run(['rev-parse', '--verify', '--quiet', NOTES_REF]);
    const from = tip.code === 0 ? `from ${textOf(tip.stdout).trim()}\n` : '';
    const { code, stderr } = await git.run(['fast-import', '--quiet', '--done', '--date-format=raw'], {
      stdin: importStream(note, from),
    });
    if (code === 0) return;
    reason = stderr.trim().split('\n')[0] ?? '';
  }
  throw new CountersignError(
    'git-failed',
    `The note of ${note.commit.slice(0, 10)} could not be written to ${NOTES_REF} (${reason}).`,
  );
}

function importStream(note: NoteToWrite, from: string): string {
  const message = `Provenance of ${note.commit.slice(0, 10)}\n`;
  return (
    `commit ${NOTES_REF}\ncommitter ${note.identity}\n${data(message)}${from}` +
    `N inline ${note.commit}\n${data(note.text)}done\n`
  );
}

function data(text: string): string {
  return `data ${new TextEncoder().encode(text).length}\n${text}\n`;
}

/** Where a note may lie: git spreads notes over directories as there are more of them. */
function paths(commit: string): string[] {
  return [0, 1, 2, 3].map((depth) => {
    const heads = Array.from({ length: depth }, (_, index) => commit.slice(2 * index, 2 * index + 2));
    return [...heads, commit.slice(2 * depth)].join('/');
  });
}
