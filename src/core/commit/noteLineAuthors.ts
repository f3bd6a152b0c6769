/**
 * Looks up lines in a note.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AiOrigin, Evidence, HumanOrigin } from '../model';
import { PRODUCER } from './buildNote';
import type { Note } from './noteModel';
import { EVIDENCE_ATTRIBUTE, UNKNOWN_MODEL } from './noteSessions';
import { productName } from './toolNames';

const EVIDENCE: readonly Evidence[] = ['host', 'hook', 'command', 'clipboard', 'keystroke', 'shape'];

/**
 * The author of each of the first `lineCount` lines of a file; null = not attested. The last entry that has a line
 * wins; in a note of ours a line in entries of both an AI and a person is mixed. Times are those of no event: 0.
 */
export function noteLineAuthors(note: Note, path: string, lineCount: number): (LineAuthor | null)[] {
  const lines = new Array<LineAuthor | null>(lineCount).fill(null);
  const name = path.normalize('NFC');
  const ours = note.producer?.startsWith(PRODUCER) === true;
  for (const file of note.files) {
    if (file.path.normalize('NFC') !== name) continue;
    for (const entry of file.entries) {
      const origin = originOf(note, entry.key, ours);
      if (origin === null) continue;
      for (const [first, last] of entry.ranges) {
        for (let line = Math.max(first, 1); line <= Math.min(last, lineCount); line++) {
          lines[line - 1] = combined(lines[line - 1] ?? null, origin, ours);
        }
      }
    }
  }
  return lines;
}

function originOf(note: Note, key: string, ours: boolean): AiOrigin | HumanOrigin | null {
  if (note.humans.has(key)) return { author: 'human', evidence: ours ? 'keystroke' : 'hook', time: 0 };
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

function combined(before: LineAuthor | null, origin: AiOrigin | HumanOrigin, ours: boolean): LineAuthor {
  const mixed = ours && before !== null && (before.mixed || before.author !== origin.author);
  const line: LineAuthor = { author: origin.author, mixed, origin };
  const part =
    before === null ? null : before.origin.author === 'ai' ? before.origin : (before.aiPart ?? null);
  return mixed && origin.author === 'human' && part !== null ? { ...line, aiPart: part } : line;
}
