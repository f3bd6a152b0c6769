/**
 * Appends to one writer's journal and keeps its marker of pending AI text. Writes are synchronous and unbuffered: when
 * a call returns, a crash of this process loses nothing of it.
 */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CountersignError } from '../../core/errors';
import { serialiseRecord, type JournalRecord } from '../../core/journal/records';

export class JournalWriter {
  readonly file: string;
  private readonly marker: string;
  private descriptor: number | null = null;
  private pending = false;
  private bytes = 0;

  /** `directory` is `<git path countersign>`; nothing is created before the first record. `writer` names this process. */
  constructor(
    private readonly directory: string,
    private readonly writer: string,
  ) {
    this.file = join(directory, 'journal', `${writer}.jsonl`);
    this.marker = join(directory, 'pending', writer);
  }

  /** UTF-16 units written since the journal was made or compacted. */
  get size(): number {
    return this.bytes;
  }

  /** Throws a showable error when the git directory cannot be written. */
  append(records: readonly JournalRecord[]): void {
    if (records.length === 0) return;
    this.attempt(() => {
      this.descriptor ??= this.open();
      this.write(this.descriptor, records);
    });
  }

  /** Replaces the whole journal at once: readers see the former or the new one, never a part. */
  rewrite(records: readonly JournalRecord[]): void {
    this.attempt(() => {
      this.close();
      this.bytes = 0;
      if (records.length === 0) return rmSync(this.file, { force: true });
      mkdirSync(join(this.directory, 'journal'), { recursive: true, mode: 0o700 });
      const temporary = `${this.file}.new`;
      const descriptor = openSync(temporary, 'w', 0o600);
      this.write(descriptor, [this.head(), ...records]);
      closeSync(descriptor);
      renameSync(temporary, this.file);
      this.descriptor = openSync(this.file, 'a', 0o600);
    });
  }

  /** Sets or removes the marker that tells the hooks' shell shim that there is something to record. */
  setPending(pending: boolean): void {
    if (pending === this.pending) return;
    this.attempt(() => {
      if (pending) {
        mkdirSync(join(this.directory, 'pending'), { recursive: true, mode: 0o700 });
        writeFileSync(this.marker, JSON.stringify({ pid: process.pid, host: hostname() }));
      } else {
        rmSync(this.marker, { force: true });
      }
      this.pending = pending;
    });
  }

  /** Says that this writer ended; its journal stays for the next one to take over. */
  finish(): void {
    if (this.descriptor !== null) this.append([{ kind: 'closed' }]);
    this.close();
  }

  private open(): number {
    mkdirSync(join(this.directory, 'journal'), { recursive: true, mode: 0o700 });
    const descriptor = openSync(this.file, 'a', 0o600);
    this.write(descriptor, [this.head()]);
    return descriptor;
  }

  private head(): JournalRecord {
    return { kind: 'head', version: 1, writer: this.writer, pid: process.pid, host: hostname() };
  }

  private write(descriptor: number, records: readonly JournalRecord[]): void {
    const text = records.map((record) => serialiseRecord(record) + '\n').join('');
    const buffer = Buffer.from(text, 'utf8');
    for (let written = 0; written < buffer.length;) written += writeSync(descriptor, buffer, written);
    this.bytes += text.length;
  }

  private close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      throw new CountersignError(
        'journal-unwritable',
        `Countersign cannot write to ${this.directory}; make that folder writable, or edits will be recorded as unknown.`,
        { cause: error },
      );
    }
  }
}
