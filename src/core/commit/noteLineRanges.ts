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
  const layers = entries.flatMap(({ key, ranges }) => {
    const origin = originOf(note, key, ours);
    if (origin === null) return [];
    const line: LineAuthor = { author: origin.author, mixed: false, origin };
    return [disjoint(ranges).map(([first, last]) => ({ first, last, line }))];
  });
  return stacked(layers, ours);
}

/** Lays neighbours over each other first: one by one, a note of many entries would be copied for each of them. */
function stacked(layers: readonly (readonly AuthoredRange[])[], ours: boolean): readonly AuthoredRange[] {
  const [first = [], second] = layers;
  if (second === undefined) return first;
  const half = layers.length >> 1;
  return overlaid(stacked(layers.slice(0, half), ours), stacked(layers.slice(half), ours), ours);
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

/** Lays what later entries say over what earlier ones said. One pass over both. */
function overlaid(
  below: readonly AuthoredRange[],
  above: readonly AuthoredRange[],
  ours: boolean,
): readonly AuthoredRange[] {
  const result: AuthoredRange[] = [];
  let next = 1;
  let piece = below[0];
  for (const { first, last, line } of above) {
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
      if (at < piece.first) result.push({ first: at, last: piece.first - 1, line });
      result.push({ first: piece.first, last: end, line: ours ? combined(piece.line, line) : line });
      at = end + 1;
      piece = piece.last > last ? { ...piece, first: last + 1 } : below[next++];
    }
    if (at <= last) result.push({ first: at, last, line });
  }
  for (; piece !== undefined; piece = below[next++]) result.push(piece);
  return result;
}

/** What entries of a note of ours say of one line together; it does not matter which are joined first. */
function combined(before: LineAuthor, after: LineAuthor): LineAuthor {
  const mixed = before.mixed || after.mixed || before.author !== after.author;
  if (!mixed) return after;
  const { author, origin } = after;
  const [ai, human] = [after.aiPart ?? aiOf(before), after.humanPart ?? humanOf(before)];
  if (author === 'human') return { author, mixed, origin, ...(ai === undefined ? {} : { aiPart: ai }) };
  return { author, mixed, origin, ...(human === undefined ? {} : { humanPart: human }) };
}

function aiOf({ origin, aiPart }: LineAuthor): AiOrigin | undefined {
  return origin.author === 'ai' ? origin : aiPart;
}

function humanOf({ origin, humanPart }: LineAuthor): HumanOrigin | undefined {
  return origin.author === 'human' ? origin : humanPart;
}
