/**
 * Makes the note of a commit from its attribution. The same attribution gives the same bytes.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AiOrigin } from '../model';
import type { Sha256 } from '../ports';
import type { AttributedFile } from './attribute';
import { compareText } from './compareText';
import { lineRanges } from './lineRanges';
import { humanId, traceId } from './noteIds';
import { NOTE_SCHEMA } from './noteModel';
import type { JsonObject, Note, NoteEntry, NoteFile } from './noteModel';
import { NoteSessions } from './noteSessions';
import { parseNote } from './parseNote';
import { notePath, renderNote } from './renderNote';

/** How notes say that we made them. */
export const PRODUCER = 'countersign';

export interface NoteInput {
  readonly files: readonly AttributedFile[];
  /** The annotated commit's own id. */
  readonly commit: string;
  /** The committer as `Name <email>`; null: human lines are not attested. */
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
  const human = humanAuthor === null ? null : humanId(humanAuthor, sha256);
  const sessions = new NoteSessions(sha256, humanAuthor);
  for (const file of input.files) {
    for (const line of file.lines.values()) {
      const ai = aiOf(line, human);
      if (ai !== null) sessions.add(ai);
    }
  }
  const problems: string[] = [];
  const files: NoteFile[] = [];
  for (const file of input.files) {
    const path = file.path.normalize('NFC');
    const entries = entriesOf(file, sessions, human, sha256);
    if (entries.length === 0) continue;
    if (notePath(path) !== null) files.push({ path, entries });
    else problems.push(`The note leaves out ${JSON.stringify(path)}: its format cannot hold such a path.`);
  }
  if (files.length === 0) return { note: null, problems };
  files.sort((a, b) => compareText(a.path, b.path));
  const people: JsonObject = usesHumans(files, human)
    ? { humans: { [human as string]: { author: humanAuthor } } }
    : {};
  const records = sessions.records();
  const metadata: JsonObject = {
    schema_version: NOTE_SCHEMA,
    git_ai_version: `${PRODUCER}:${input.version}`,
    base_commit_sha: input.commit,
    prompts: {},
    ...people,
    ...(Object.keys(records).length === 0 ? {} : { sessions: records }),
  };
  return { note: reread(files, metadata), problems };
}

function entriesOf(
  file: AttributedFile,
  sessions: NoteSessions,
  human: string | null,
  sha256: Sha256,
): readonly NoteEntry[] {
  const overruled = new Map<string, number[]>();
  const byHand: number[] = [];
  const prevailing = new Map<string, number[]>();
  for (const [number, line] of file.lines) {
    if (line.author === 'unknown') continue;
    if (line.author === 'human' || line.mixed) byHand.push(number);
    const ai = aiOf(line, human);
    if (ai === null) continue;
    const id = sessions.idOf(ai);
    const [lines, part] = line.author === 'ai' ? [prevailing, 'lines'] : [overruled, 'mixed'];
    const key = `${id}::${traceId(id, part, sha256)}`;
    const numbers = lines.get(key);
    if (numbers === undefined) lines.set(key, [number]);
    else numbers.push(number);
  }
  const entries = [...entriesBySession(overruled)];
  if (human !== null && byHand.length > 0) entries.push({ key: human, ranges: lineRanges(byHand) });
  return [...entries, ...entriesBySession(prevailing)];
}

function entriesBySession(lines: ReadonlyMap<string, readonly number[]>): NoteEntry[] {
  return [...lines]
    .map(([key, numbers]) => ({ key, ranges: lineRanges(numbers) }))
    .sort((a, b) => compareText(a.key, b.key));
}

/**
 * The AI to attest for a line. None for an unknown line, not even the AI's small part in it; and none for a human line
 * when the person has no entry: the AI's part would pass for the whole.
 */
function aiOf(line: LineAuthor, human: string | null): AiOrigin | null {
  if (line.author === 'unknown' || (line.author === 'human' && human === null)) return null;
  return line.origin.author === 'ai' ? line.origin : (line.aiPart ?? null);
}

function usesHumans(files: readonly NoteFile[], human: string | null): boolean {
  return human !== null && files.some((file) => file.entries.some((entry) => entry.key === human));
}

/** The typed view of what was built, by the same reader that everybody else's notes go through. */
function reread(files: readonly NoteFile[], metadata: JsonObject): Note | null {
  const empty: Note = { files, sessions: new Map(), humans: new Map(), producer: null, metadata };
  const read = parseNote(renderNote(empty));
  return read.ok ? read.value : null;
}
