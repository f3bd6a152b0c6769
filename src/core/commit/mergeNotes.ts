/**
 * Makes one note of two that different people have of the same commit, so that notes can be shared like commits: without
 * conflicts, and with the same bytes whoever merges.
 */
import { PRODUCER } from './buildNote';
import { compareText } from './compareText';
import { joinJson } from './joinJson';
import { mergeEntries, type Attested } from './mergeEntries';
import type { Json, JsonObject, Note, NoteEntry } from './noteModel';
import { parseNote } from './parseNote';
import { renderNote } from './renderNote';

/** Which note to keep as it is, a new one, or that neither can be read. */
export type MergedNote =
  { readonly kind: 'ours' | 'theirs' | 'unreadable' } | { readonly kind: 'merged'; readonly text: string };

/** The order in which the standard's own implementation writes them; other fields follow, sorted. */
const FIELDS = ['schema_version', 'git_ai_version', 'base_commit_sha', 'prompts', 'humans', 'sessions'];

/** What is nested deeper than any note needs is not worth an overflow of the stack. */
const DEEPEST = 64;

/**
 * Merges two notes in the Git AI Standard v3. Never throws.
 *
 * - Two notes with the same text are that text. When one cannot be read, the other stays as it is.
 * - Files, keys, line ranges and records of both are kept: nothing that somebody attested is lost.
 * - A line that one note alone attests keeps the author that prevailed there. Where both attest a line and disagree, the
 *   AI prevails over a person, and of two of the same kind the key that sorts last (`mergeEntries`). The other's entry
 *   stays, overruled.
 * - Records are joined field by field, unknown fields too; of two different values the greater stays (`joinJson`).
 * - The result counts as made by us only when both notes are: only in our notes an overlap means a mixed line.
 *
 * Commutative and idempotent; associative as long as notes have a record of each key that they use, as the standard
 * demands.
 */
export function mergeNotes(ours: string, theirs: string): MergedNote {
  if (ours === theirs) return { kind: 'ours' };
  const [one, other] = [readable(ours), readable(theirs)];
  if (one === null) return { kind: other === null ? 'unreadable' : 'theirs' };
  if (other === null) return { kind: 'ours' };
  const [oneFiles, otherFiles] = [entriesByPath(one), entriesByPath(other)];
  const paths = [...new Set([...oneFiles.keys(), ...otherFiles.keys()])].sort(compareText);
  const files = paths.map((path) => ({
    path,
    entries: mergeEntries(attested(one, oneFiles.get(path)), attested(other, otherFiles.get(path))),
  }));
  return {
    kind: 'merged',
    text: renderNote({ files, metadata: mergedMetadata(one.metadata, other.metadata) }),
  };
}

function readable(text: string): Note | null {
  const note = parseNote(text);
  return note.ok && !isDeeper(note.value.metadata, DEEPEST) ? note.value : null;
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part: Json) => isDeeper(part, levels - 1));
}

/** A path that a note names twice, or in two Unicode forms, is one file to readers. */
function entriesByPath(note: Note): Map<string, NoteEntry[]> {
  const files = new Map<string, NoteEntry[]>();
  for (const { path, entries } of note.files) {
    const name = path.normalize('NFC');
    const known = files.get(name);
    if (known === undefined) files.set(name, [...entries]);
    else known.push(...entries);
  }
  return files;
}

function attested(note: Note, entries: readonly NoteEntry[] = []): Attested {
  const isKnown = (key: string): boolean =>
    note.humans.has(key) || note.sessions.has(key.split('::')[0] as string);
  return { entries, isKnown };
}

function mergedMetadata(one: JsonObject, other: JsonObject): JsonObject {
  const joined = joinJson(one, other) as JsonObject;
  const producer = mergedProducer(one['git_ai_version'], other['git_ai_version']);
  const all = Object.entries({ ...joined, git_ai_version: producer });
  const place = (name: string): number => (FIELDS.includes(name) ? FIELDS.indexOf(name) : FIELDS.length);
  return Object.fromEntries(
    all
      .filter((field): field is [string, Json] => field[1] !== undefined)
      .sort(([a], [b]) => place(a) - place(b) || compareText(a, b)),
  );
}

function mergedProducer(one: Json | undefined, other: Json | undefined): Json | undefined {
  if (isOurs(one) !== isOurs(other)) return isOurs(one) ? other : one;
  if (one === undefined) return other;
  return other === undefined ? one : joinJson(one, other);
}

function isOurs(producer: Json | undefined): boolean {
  return typeof producer === 'string' && producer.startsWith(PRODUCER);
}
