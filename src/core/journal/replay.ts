/**
 * Rebuilds from one writer's records what it knew of each file. Damage costs the damaged part only: what was known
 * before a lost record stays as an older version, and the next full state makes the file whole again.
 */
import type { Origin } from '../model';
import { runsLength, type Run } from '../ledger/runs';
import { SpanTree } from '../ledger/spanTree';
import { parseRecord, type JournalRecord } from './records';

/** One version of a file, with the time of the record that led to it. `origins[0]` is null; runs name origins by index. */
export interface FileVersion {
  readonly tree: SpanTree;
  readonly origins: readonly (Origin | null)[];
  readonly time: number;
}

/** What one writer knew of one file. */
export interface JournalledFile {
  /** Null when records were lost and no full state followed. */
  readonly current: FileVersion | null;
  /** Versions that were on disk, oldest first. */
  readonly saved: readonly FileVersion[];
}

export interface WriterHead {
  readonly writer: string;
  readonly pid: number;
  readonly host: string;
}

export interface ReplayedJournal {
  readonly head: WriterHead | null;
  /** The writer ended in good order. */
  readonly closed: boolean;
  readonly files: ReadonlyMap<string, JournalledFile>;
  /** Phrases about damaged records: `line 7 is not JSON`. */
  readonly problems: readonly string[];
}

/** Saved versions that are kept per file: any of them may be staged, none but the newest is likely to be. */
export const MAX_SAVED = 24;

interface FileInProgress {
  /** The table that edits name their origins by; versions share it, so that a correction reaches them too. */
  origins: (Origin | null)[];
  current: FileVersion | null;
  saved: FileVersion[];
}

/** Replays a journal file's content. Total. A torn last line is the mark of a crash, no problem. */
export function replay(content: string): ReplayedJournal {
  const files = new Map<string, FileInProgress>();
  const problems: string[] = [];
  let head: WriterHead | null = null;
  let closed = false;
  const lines = content.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const parsed = parseRecord(line);
    if (!parsed.ok) {
      if (index < lines.length - 1) problems.push(`line ${index + 1} is ${parsed.error}`);
      continue;
    }
    const record = parsed.value;
    closed = record.kind === 'closed';
    if (record.kind === 'head') head = { writer: record.writer, pid: record.pid, host: record.host };
    else if (record.kind !== 'closed' && !enter(files, record))
      problems.push(`line ${index + 1} does not fit`);
  }
  return { head, closed, files, problems };
}

type FileRecord = Exclude<JournalRecord, { kind: 'head' } | { kind: 'closed' }>;
type StateRecord = Extract<JournalRecord, { kind: 'state' }>;
type EditRecord = Extract<JournalRecord, { kind: 'edit' }>;

function enter(files: Map<string, FileInProgress>, record: FileRecord): boolean {
  if (record.kind === 'state') return enterState(files, record);
  const file = files.get(record.path);
  if (file === undefined) return record.kind === 'forgotten' || record.kind === 'moved';
  switch (record.kind) {
    case 'forgotten':
      return files.delete(record.path);
    case 'moved':
      files.delete(record.path);
      files.set(record.to, file);
      return true;
    case 'origin':
      if (record.id > file.origins.length) return false;
      file.origins[record.id] = record.origin;
      return true;
    case 'saved':
      return enterSaved(file, record.fingerprint, record.time);
    case 'runs':
      return enterRuns(file, record.runs);
    case 'edit':
      return enterEdits(file, record);
  }
}

function enterState(files: Map<string, FileInProgress>, record: StateRecord): boolean {
  if (!fits(record.runs, record.text.length, record.origins.length)) return false;
  const file = files.get(record.path) ?? { origins: [], current: null, saved: [] };
  file.origins = [...record.origins];
  const version = { tree: SpanTree.of(record.text, record.runs), origins: file.origins, time: record.time };
  if (record.role === 'current') file.current = version;
  else keepSaved(file, version);
  files.set(record.path, file);
  return true;
}

function enterSaved(file: FileInProgress, fingerprint: string, time: number): boolean {
  if (file.current === null) return false;
  if (file.current.tree.fingerprint !== fingerprint) return loseCurrent(file);
  keepSaved(file, { ...file.current, time });
  return true;
}

function enterRuns(file: FileInProgress, runs: readonly Run[]): boolean {
  if (file.current === null) return false;
  if (!fits(runs, file.current.tree.length, file.origins.length)) return loseCurrent(file);
  file.current = { ...file.current, tree: file.current.tree.withRuns(runs) };
  return true;
}

function enterEdits(file: FileInProgress, record: EditRecord): boolean {
  if (file.current === null) return false;
  let tree = file.current.tree;
  for (const { offset, removed, text, runs } of record.edits) {
    if (offset + removed > tree.length || !fits(runs, text.length, file.origins.length))
      return loseCurrent(file);
    tree = tree.replace(offset, offset + removed, text, runs);
  }
  if (tree.length !== record.length) return loseCurrent(file);
  file.current = { tree, origins: file.origins, time: record.time };
  return true;
}

/** A record before this one is missing: what follows cannot be trusted, what came before can. */
function loseCurrent(file: FileInProgress): boolean {
  if (file.current !== null) keepSaved(file, file.current);
  file.current = null;
  return false;
}

function keepSaved(file: FileInProgress, version: FileVersion): void {
  const last = file.saved[file.saved.length - 1];
  if (last?.tree === version.tree) file.saved.pop();
  file.saved.push(version);
  if (file.saved.length > MAX_SAVED) file.saved.shift();
}

function fits(runs: readonly Run[], length: number, origins: number): boolean {
  return runsLength(runs) === length && runs.every((run) => run.origin < origins);
}
