/**
 * The journal's records: one JSON object per line, append-only, one file per writer. The parser is total: a line that
 * is not a record is reported, never thrown.
 */
import type { Origin } from '../model';
import { readOrigin } from '../originReader';
import type { Result } from '../result';
import type { Run } from '../ledger/runs';

export interface JournalEdit {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
  readonly runs: readonly Run[];
}

/** `path` is posix, relative to the working tree's root. `time` is in milliseconds since the epoch. */
export type JournalRecord =
  | {
      readonly kind: 'head';
      readonly version: 1;
      readonly writer: string;
      readonly pid: number;
      readonly host: string;
    }
  /** The whole text and who wrote it. `saved`: the file on disk has this text; `current` states are what edits build on. */
  | {
      readonly kind: 'state';
      readonly path: string;
      readonly time: number;
      readonly role: 'current' | 'saved';
      readonly text: string;
      readonly origins: readonly (Origin | null)[];
      readonly runs: readonly Run[];
    }
  /** Edits to enter one after the other; `length` is the text's length after them, to notice a lost record. */
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly time: number;
      readonly edits: readonly JournalEdit[];
      readonly length: number;
    }
  /** Defines an origin, or corrects it: stronger evidence arrived. */
  | { readonly kind: 'origin'; readonly path: string; readonly id: number; readonly origin: Origin }
  /** The same text with other runs: an undo brought former authors back, or a commit settled lines. */
  | { readonly kind: 'runs'; readonly path: string; readonly runs: readonly Run[] }
  /** The file on disk is about to have, or has, the current text. */
  | { readonly kind: 'saved'; readonly path: string; readonly time: number; readonly fingerprint: string }
  | { readonly kind: 'moved'; readonly path: string; readonly to: string }
  | { readonly kind: 'forgotten'; readonly path: string }
  /** The writer ended in good order. */
  | { readonly kind: 'closed' };

/** One line without its newline. */
export function serialiseRecord(record: JournalRecord): string {
  return JSON.stringify(record, (key, value: unknown) =>
    key === 'runs' ? (value as readonly Run[]).map(packRun) : value,
  );
}

/** Of committed text, whose ids are below 0, a journal knows nothing. */
function packRun({ length, origin, removed }: Run): readonly unknown[] {
  const id = Math.max(origin, 0);
  return length === 0 ? [0, id, removed ?? []] : [length, id];
}

export function parseRecord(line: string): Result<JournalRecord> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { ok: false, error: `not JSON (${error instanceof Error ? error.name : 'error'})` };
  }
  const record = isObject(value) ? readRecord(value) : null;
  return record === null ? { ok: false, error: 'not a journal record' } : { ok: true, value: record };
}

type Fields = Readonly<Record<string, unknown>>;

function readRecord(value: Fields): JournalRecord | null {
  const { kind, path, time } = value;
  if (kind === 'closed') return { kind };
  if (kind === 'head') return readHead(value);
  if (typeof path !== 'string' || !isRepositoryPath(path)) return null;
  if (kind === 'forgotten') return { kind, path };
  if (kind === 'moved') return isRepositoryPath(value['to']) ? { kind, path, to: value['to'] } : null;
  if (kind === 'runs') {
    const runs = readRuns(value['runs']);
    return runs && { kind, path, runs };
  }
  if (kind === 'origin') {
    const origin = readOrigin(value['origin']);
    return origin && isCount(value['id']) && value['id'] > 0 ? { kind, path, id: value['id'], origin } : null;
  }
  if (!isCount(time)) return null;
  if (kind === 'saved') {
    const fingerprint = value['fingerprint'];
    return typeof fingerprint === 'string' ? { kind, path, time, fingerprint } : null;
  }
  if (kind === 'state') return readState(value, path, time);
  return kind === 'edit' ? readEdit(value, path, time) : null;
}

function readHead(value: Fields): JournalRecord | null {
  const { writer, pid, host } = value;
  if (value['version'] !== 1 || typeof writer !== 'string' || !isCount(pid) || typeof host !== 'string')
    return null;
  return { kind: 'head', version: 1, writer, pid, host };
}

function readState(value: Fields, path: string, time: number): JournalRecord | null {
  const { role, text, origins: listed } = value;
  const runs = readRuns(value['runs']);
  if ((role !== 'current' && role !== 'saved') || typeof text !== 'string' || !Array.isArray(listed))
    return null;
  const origins = listed.map((origin, id) => (id === 0 ? null : readOrigin(origin)));
  if (runs === null || origins.some((origin, id) => id > 0 && origin === null)) return null;
  return { kind: 'state', path, time, role, text, origins, runs };
}

function readEdit(value: Fields, path: string, time: number): JournalRecord | null {
  const { edits: listed, length } = value;
  if (!Array.isArray(listed) || !isCount(length)) return null;
  const edits: JournalEdit[] = [];
  for (const item of listed as unknown[]) {
    const runs = isObject(item) ? readRuns(item['runs']) : null;
    if (!isObject(item) || runs === null) return null;
    const { offset, removed, text } = item;
    if (!isCount(offset) || !isCount(removed) || typeof text !== 'string') return null;
    edits.push({ offset, removed, text, runs });
  }
  return { kind: 'edit', path, time, edits, length };
}

function readRuns(value: unknown): Run[] | null {
  if (!Array.isArray(value)) return null;
  const runs: Run[] = [];
  for (const item of value as unknown[]) {
    if (!Array.isArray(item)) return null;
    const [length, origin, removed] = item as unknown[];
    if (!isCount(length) || !isCount(origin)) return null;
    if (length > 0) runs.push({ length, origin });
    else if (isStrings(removed)) runs.push({ length, origin, removed });
  }
  return runs;
}

/** A path of this repository: relative, posix, and never out of the tree or into the git directory. */
function isRepositoryPath(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.startsWith('/') || value.includes('\0'))
    return false;
  return !value.split('/').some((part) => part === '' || part === '.' || part === '..');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
