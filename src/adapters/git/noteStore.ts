/**
 * Reads and writes the notes of `refs/notes/ai`, byte for byte (`git notes` would add a line feed).
 */
import { rm } from 'node:fs/promises';
import type { Git } from '../../core/ports';
import { NOTES_REF } from '../../core/commit/noteModel';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';
import { readObjects } from './objects';

/** Attempts to write when another process moves the ref at the same time. */
const ATTEMPTS = 5;
/** The code with which `git fast-import` ends when all is well but for the ref; whatever else it says, it says again. */
const REF_NOT_MOVED = 1;

export interface NoteToWrite {
  /** Full id of the annotated commit. */
  readonly commit: string;
  readonly text: string;
}

/**
 * Reads the notes of commits given by full id. Commits without a note are not in the answer.
 *
 * @param at a revision of the notes
 */
export async function readNotes(
  git: Git,
  commits: readonly string[],
  at = NOTES_REF,
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  if (commits.length === 0) return notes;
  const names = commits.flatMap((commit) => paths(commit).map((path) => ({ commit, name: `${at}:${path}` })));
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
 * Writes notes, each in the place of its commit's earlier one.
 *
 * @param identity `Name <email> <seconds> <zone>`, who the commit on the notes ref is by
 * @param known where the ref was a moment ago, null when it did not exist; default: it is looked up
 * @throws CountersignError `git-failed`
 */
export async function writeNotes(
  git: Git,
  notes: readonly NoteToWrite[],
  identity: string,
  known?: string | null,
): Promise<void> {
  if (notes.length === 0) return;
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tip = attempt === 0 && known !== undefined ? known : await tipOfNotes(git);
    const from = tip === null ? '' : `from ${tip}\n`;
    const { code, stderr } = await git.run(['fast-import', '--quiet', '--done', '--date-format=raw'], {
      stdin: importStream(notes, identity, from),
    });
    if (code === 0) return;
    reason = stderr.trim().split('\n')[0] ?? '';
    if (code !== REF_NOT_MOVED) {
      await removeCrashReport(stderr);
      break;
    }
  }
  throw new CountersignError(
    'git-failed',
    `The ${named(notes)} could not be written to ${NOTES_REF} (${reason.replace(/\.$/, '')}); run: countersign doctor`,
  );
}

async function tipOfNotes(git: Git): Promise<string | null> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', NOTES_REF]);
  return code === 0 ? textOf(stdout).trim() : null;
}

/** Git leaves a file about every import that it gave up; it would only bewilder. */
async function removeCrashReport(stderr: string): Promise<void> {
  const file = /crash report to (.*fast_import_crash_\d+)$/m.exec(stderr)?.[1];
  if (file !== undefined) await rm(file, { force: true });
}

function importStream(notes: readonly NoteToWrite[], identity: string, from: string): string {
  const message = `Provenance of ${ofWhat(notes)}\n`;
  const entries = notes.map(({ commit, text }) => `N inline ${commit}\n${data(text)}`).join('');
  return `commit ${NOTES_REF}\ncommitter ${identity}\n${data(message)}${from}${entries}done\n`;
}

function named(notes: readonly NoteToWrite[]): string {
  return `${notes.length === 1 ? 'note' : 'notes'} of ${ofWhat(notes)}`;
}

function ofWhat(notes: readonly NoteToWrite[]): string {
  const [first] = notes;
  return first !== undefined && notes.length === 1 ? first.commit.slice(0, 10) : `${notes.length} commits`;
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
