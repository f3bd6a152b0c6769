/**
 * Makes the note of a commit from its attribution. The same attribution gives the same bytes.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AiOrigin } from '../model';
import type { Sha256 } from '../ports';
import type { AttributedFile } from './attribute';
import { compareText } from './compareText';
import { lineRanges } from './lineRanges';
import { traceId } from './noteIds';
import { NOTE_SCHEMA } from './noteModel';
import type { JsonObject, Note, NoteEntry, NoteFile } from './noteModel';
import { NotePeople } from './notePeople';
import { NoteSessions } from './noteSessions';
import { parseNote } from './parseNote';
import { notePath, renderNote } from './renderNote';

/** How notes say that we made them. */
export const PRODUCER = 'countersign';

export interface NoteInput {
  readonly files: readonly AttributedFile[];
  /** The annotated commit's own id. */
  readonly commit: string;
  /** The committer as `Name <email>`; null: lines of people whom no earlier note names are not attested. */
  readonly humanAuthor: string | null;
  readonly version: string;
  readonly sha256: Sha256;
}

export interface BuiltNote {
  /** Null when there is nothing to attest. */
  readonly note: Note | null;
  /** Sentences about what the format cannot hold. */
  readonly problems: readonly string[];
}

/**
 * AI and human lines are attested, unknown lines are not. A mixed line is in an entry of its AI and in one of the
 * person; the entry of the prevailing author comes later, so that it wins for every reader.
 */
export function buildNote(input: NoteInput): BuiltNote {
  const { humanAuthor, sha256 } = input;
  const people = new NotePeople(humanAuthor, sha256);
  const sessions = new NoteSessions(sha256, humanAuthor);
  for (const file of input.files) {
    for (const line of file.lines.values()) {
      const ai = aiOf(line, people);
      if (ai !== null) sessions.add(ai);
    }
  }
  const problems: string[] = [];
  const files: NoteFile[] = [];
  const named = new Map<string, string>();
  for (const { path } of input.files)
    named.set(path.normalize('NFC'), named.has(path.normalize('NFC')) ? '' : path);
  for (const file of input.files) {
    const composed = file.path.normalize('NFC');
    // Two names that differ in this only keep their own spelling, or they would be one.
    const path = named.get(composed) === '' ? file.path : composed;
    const entries = entriesOf(file, sessions, people, sha256);
    if (entries.length === 0) continue;
    if (notePath(path) !== null) files.push({ path, entries });
    else problems.push(`The note leaves out ${JSON.stringify(path)}: its format cannot hold such a path.`);
  }
  if (files.length === 0) return { note: null, problems };
  files.sort((a, b) => compareText(a.path, b.path));
  const humans = people.records(files.flatMap(({ entries }) => entries.map(({ key }) => key)));
  const records = sessions.records();
  const metadata: JsonObject = {
    schema_version: NOTE_SCHEMA,
    git_ai_version: `${PRODUCER}:${input.version}`,
    base_commit_sha: input.commit,
    prompts: {},
    ...(Object.keys(humans).length === 0 ? {} : { humans }),
    ...(Object.keys(records).length === 0 ? {} : { sessions: records }),
  };
  return { note: reread(files, metadata), problems };
}

function entriesOf(
  file: AttributedFile,
  sessions: NoteSessions,
  people: NotePeople,
  sha256: Sha256,
): readonly NoteEntry[] {
  const overruled = new Map<string, number[]>();
  const byHand = new Map<string, number[]>();
  const prevailing = new Map<string, number[]>();
  for (const [number, line] of file.lines) {
    if (line.author === 'unknown') continue;
    const hand = people.idOf(line);
    if (hand !== null) add(byHand, hand, number);
    const ai = aiOf(line, people);
    if (ai === null) continue;
    const id = sessions.idOf(ai);
    const [lines, part] = line.author === 'ai' ? [prevailing, 'lines'] : [overruled, 'mixed'];
    add(lines, `${id}::${traceId(id, part, sha256)}`, number);
  }
  return [overruled, byHand, prevailing].flatMap(entriesByKey);
}

function add(lines: Map<string, number[]>, key: string, number: number): void {
  const numbers = lines.get(key);
  if (numbers === undefined) lines.set(key, [number]);
  else numbers.push(number);
}

function entriesByKey(lines: ReadonlyMap<string, readonly number[]>): NoteEntry[] {
  return [...lines]
    .map(([key, numbers]) => ({ key, ranges: lineRanges(numbers) }))
    .sort((a, b) => compareText(a.key, b.key));
}

/**
 * The AI to attest for a line. None for an unknown line, not even the AI's small part in it; and none for a human line
 * when the person has no entry: the AI's part would pass for the whole.
 */
function aiOf(line: LineAuthor, people: NotePeople): AiOrigin | null {
  if (line.author === 'unknown' || (line.author === 'human' && people.idOf(line) === null)) return null;
  return line.origin.author === 'ai' ? line.origin : (line.aiPart ?? null);
}

/** The typed view of what was built, by the same reader that everybody else's notes go through. */
function reread(files: readonly NoteFile[], metadata: JsonObject): Note | null {
  const empty: Note = { files, sessions: new Map(), humans: new Map(), producer: null, metadata };
  const read = parseNote(renderNote(empty));
  return read.ok ? read.value : null;
}
