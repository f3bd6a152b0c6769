/**
 * Whose the lines of a file are according to a note, as ranges: the work depends on what the note says, not on how long
 * the file is or claims to be.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AiOrigin, Evidence, HumanOrigin, LineRange } from '../model';
import { PRODUCER } from './buildNote';
import type { Note, NoteEntry } from './noteModel';
import { EVIDENCE_ATTRIBUTE, UNKNOWN_MODEL } from './noteSessions';
import { productName } from './toolNames';

const EVIDENCE: readonly Evidence[] = ['host', 'hook', 'command', 'clipboard', 'keystroke', 'shape'];

/** Lines of one author, numbered from 1, both ends included. */
export interface AuthoredRange {
  readonly first: number;
  readonly last: number;
  readonly line: LineAuthor;
}

type KnownOrigin = AiOrigin | HumanOrigin;

/**
 * The lines that a file's entries attest, ascending and disjoint. The last entry that has a line wins; in a note of
 * ours a line in entries of both an AI and a person is mixed. Times are those of no event: 0.
 */
export function noteLineRanges(note: Note, entries: readonly NoteEntry[]): readonly AuthoredRange[] {
  const ours = note.producer?.startsWith(PRODUCER) === true;
  let attested: readonly AuthoredRange[] = [];
  for (const { key, ranges } of entries) {
    const origin = originOf(note, key, ours);
    if (origin !== null) attested = overlaid(attested, disjoint(ranges), origin, ours);
  }
  return attested;
}

function originOf(note: Note, key: string, ours: boolean): KnownOrigin | null {
  const person = note.humans.get(key);
  if (person !== undefined)
    return { author: 'human', person, evidence: ours ? 'keystroke' : 'hook', time: 0 };
  const session = note.sessions.get(key.split('::')[0] as string);
  if (session === undefined) return null;
  const written = session.attributes.get(EVIDENCE_ATTRIBUTE);
  return {
    author: 'ai',
    tool: productName(session.tool) || 'unnamed AI tool',
    model: session.model === '' || session.model === UNKNOWN_MODEL ? null : session.model,
    session: conversationOf(session.conversation, session.model),
    evidence: EVIDENCE.find((evidence) => evidence === written) ?? 'hook',
    time: 0,
  };
}

/** Undoes what `NoteSessions` does to conversation ids. */
function conversationOf(id: string, model: string): string | null {
  const bare = id.endsWith(`#${model}`) ? id.slice(0, -model.length - 1) : id;
  return bare === '' || bare === 'completions' ? null : bare;
}

/** The lines of one entry, ascending, none of them twice. */
function disjoint(ranges: readonly LineRange[]): LineRange[] {
  const sorted = ranges
    .map(([first, last]): LineRange => [Math.max(first, 1), last])
    .filter(([first, last]) => first <= last)
    .sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1]) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** Lays the lines of an entry over what earlier entries said. One pass over both. */
function overlaid(
  below: readonly AuthoredRange[],
  above: readonly LineRange[],
  origin: KnownOrigin,
  ours: boolean,
): AuthoredRange[] {
  const result: AuthoredRange[] = [];
  const add = (first: number, last: number, before: LineAuthor | null): void => {
    if (first <= last) result.push({ first, last, line: combined(before, origin, ours) });
  };
  let next = 1;
  let piece = below[0];
  for (const [first, last] of above) {
    while (piece !== undefined && piece.last < first) {
      result.push(piece);
      piece = below[next++];
    }
    if (piece !== undefined && piece.first < first) {
      result.push({ ...piece, last: first - 1 });
      piece = { ...piece, first };
    }
    let at = first;
    while (piece !== undefined && piece.first <= last) {
      const end = Math.min(piece.last, last);
      add(at, piece.first - 1, null);
      add(piece.first, end, piece.line);
      at = end + 1;
      piece = piece.last > last ? { ...piece, first: last + 1 } : below[next++];
    }
    add(at, last, null);
  }
  for (; piece !== undefined; piece = below[next++]) result.push(piece);
  return result;
}

function combined(before: LineAuthor | null, origin: KnownOrigin, ours: boolean): LineAuthor {
  const mixed = ours && before !== null && (before.mixed || before.author !== origin.author);
  const line: LineAuthor = { author: origin.author, mixed, origin };
  const part =
    before === null ? null : before.origin.author === 'ai' ? before.origin : (before.aiPart ?? null);
  if (mixed && origin.author === 'human' && part !== null) return { ...line, aiPart: part };
  const human = before?.origin.author === 'human' ? before.origin : before?.humanPart;
  return mixed && origin.author === 'ai' && human !== undefined ? { ...line, humanPart: human } : line;
}
