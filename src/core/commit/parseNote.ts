/**
 * Reads a note in the Git AI Standard v3, whoever wrote it.
 */
import type { LineRange } from '../model';
import type { Result } from '../result';
import { NOTE_SCHEMA } from './noteModel';
import type { Json, JsonObject, Note, NoteEntry, NoteFile, NoteSession } from './noteModel';

const DIVIDER = '---';

/** Follows the reader rules of the standard's own implementation. Never throws; unknown JSON fields are kept. */
export function parseNote(text: string): Result<Note> {
  const lines = text.split(/\r?\n/);
  const divider = lines.indexOf(DIVIDER);
  if (divider < 0) return failure('it has no line "---" between the lines and the records');
  const files = parseFiles(lines.slice(0, divider));
  if (!files.ok) return files;
  const metadata = parseJson(lines.slice(divider + 1).join('\n'));
  if (metadata === null) return failure('its records are not a JSON object');
  if (metadata['schema_version'] !== NOTE_SCHEMA) return failure(`its version is not ${NOTE_SCHEMA}`);
  if (typeof metadata['base_commit_sha'] !== 'string') return failure('it does not name a commit');
  if (objectOf(metadata['prompts']) === null) return failure('it has no prompt records');
  const producer = metadata['git_ai_version'];
  return {
    ok: true,
    value: {
      files: files.value,
      sessions: sessionsOf(metadata),
      humans: humansOf(metadata),
      producer: typeof producer === 'string' ? producer : null,
      metadata,
    },
  };
}

function failure(reason: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `The note cannot be read: ${reason}.` };
}

function parseFiles(lines: readonly string[]): Result<readonly NoteFile[]> {
  const files: { path: string; entries: NoteEntry[] }[] = [];
  for (const raw of lines) {
    const line = raw.trimEnd();
    if (line === '') continue;
    if (!line.startsWith('  ')) {
      files.push({ path: unquoted(line), entries: [] });
      continue;
    }
    const entry = parseEntry(line.slice(2));
    const file = files.at(-1);
    if (entry === null || file === undefined)
      return failure('a line of it has no file, no key or no line numbers');
    file.entries.push(entry);
  }
  return { ok: true, value: files.filter((file) => file.entries.length > 0) };
}

/** Quotes only protect; nothing is escaped inside. */
function unquoted(line: string): string {
  return line.length > 1 && line.startsWith('"') && line.endsWith('"') ? line.slice(1, -1) : line;
}

function parseEntry(line: string): NoteEntry | null {
  const space = line.indexOf(' ');
  if (space <= 0) return null;
  const ranges: LineRange[] = [];
  for (const part of line.slice(space + 1).split(',')) {
    if (part === '') continue;
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (match === null) return null;
    const first = Number(match[1]);
    ranges.push([first, match[2] === undefined ? first : Number(match[2])]);
  }
  return { key: line.slice(0, space), ranges };
}

function parseJson(text: string): JsonObject | null {
  try {
    const json = JSON.parse(text) as Json;
    return isDeep(json) ? null : objectOf(json);
  } catch {
    return null; // what is wrong with the JSON of somebody else's note does not help the user
  }
}

/** What we keep of somebody else's note is joined and written again, which would overflow the stack. */
function isDeep(value: Json, levels = 64): boolean {
  if (!(value instanceof Object)) return false;
  return levels < 1 || Object.values(value).some((inner: Json) => isDeep(inner, levels - 1));
}

function objectOf(value: Json | undefined): JsonObject | null {
  return value instanceof Object && !Array.isArray(value) ? (value as JsonObject) : null;
}

function sessionsOf(metadata: JsonObject): Map<string, NoteSession> {
  const sessions = new Map<string, NoteSession>();
  for (const records of [objectOf(metadata['prompts']), objectOf(metadata['sessions'])]) {
    for (const [id, record] of Object.entries(records ?? {})) {
      const agent = objectOf(objectOf(record)?.['agent_id']);
      if (agent === null) continue;
      sessions.set(id, {
        tool: stringOf(agent['tool']),
        conversation: stringOf(agent['id']),
        model: stringOf(agent['model']),
        attributes: attributesOf(objectOf(record)?.['custom_attributes']),
      });
    }
  }
  return sessions;
}

function humansOf(metadata: JsonObject): Map<string, string> {
  const humans = new Map<string, string>();
  for (const [id, record] of Object.entries(objectOf(metadata['humans']) ?? {})) {
    const author = objectOf(record)?.['author'];
    if (typeof author === 'string') humans.set(id, author);
  }
  return humans;
}

function attributesOf(value: Json | undefined): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [key, text] of Object.entries(objectOf(value) ?? {})) {
    if (typeof text === 'string') attributes.set(key, text);
  }
  return attributes;
}

function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
