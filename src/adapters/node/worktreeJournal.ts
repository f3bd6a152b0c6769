/**
 * The journal of one working tree, as one editor window keeps it: recorders of open files, a shelf of those that are
 * not open, and the file on disk that holds both.
 */
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Disposable } from '../../core/disposable';
import { CountersignError } from '../../core/errors';
import { withReport } from '../../core/checkpoint/reportedVersion';
import { FileRecorder, type RecordSink } from '../../core/journal/fileRecorder';
import { hasAi } from '../../core/journal/hasAi';
import { mergeJournals } from '../../core/journal/mergeJournals';
import type { JournalRecord } from '../../core/journal/records';
import type { FileVersion, JournalledFile, ReplayedJournal } from '../../core/journal/replay';
import { settleFile } from '../../core/journal/settleFile';
import { stateRecords } from '../../core/journal/stateRecords';
import { attributedText } from '../../core/ledger/attributedText';
import { Ledger } from '../../core/ledger/ledger';
import type { Clock } from '../../core/ports';
import { describeProblems, isRunning, readJournalFiles, type JournalFile } from './journalDirectory';
import { JournalWriter } from './journalWriter';
import { isReportJournal } from './reportJournal';

/** A journal is compacted when it has grown past this, in UTF-16 units, and to four times what it was when compacted. */
const COMPACT_SIZE = 4_000_000;
/**
 * How long what a commit settled stays on disk, in milliseconds: the hook that runs after the commit reads it. Longer
 * than that hook allows itself.
 */
const SETTLE_DELAY = 10_000;
/** So much text must be the same for a file to be known again, in UTF-16 units: many files begin alike. */
const TELLING = 40;

export class WorktreeJournal implements RecordSink, Disposable {
  private readonly open = new Map<string, FileRecorder>();
  private buffer: JournalRecord[] = [];
  private scheduled: NodeJS.Immediate | null = null;
  private settling: NodeJS.Timeout | null = null;
  private compactedSize = 0;
  private isBehind = false;
  private told: string | null = null;

  private constructor(
    private readonly directory: string,
    private readonly writer: JournalWriter,
    private readonly shelf: Map<string, JournalledFile>,
    private readonly isThere: (path: string) => boolean,
    private readonly clock: Clock,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  /**
   * Takes over what writers that are gone have left in `directory` (`<git path countersign>`). Damaged journals are
   * set aside as `*.damaged` and reported, once each. `onProblem` also hears when the journal cannot be written.
   * `isThere` tells whether the working tree has a file with this path.
   */
  static async load(
    directory: string,
    isThere: (path: string) => boolean,
    clock: Clock,
    onProblem: (problem: unknown) => void,
  ): Promise<WorktreeJournal> {
    const found = await readJournalFiles(join(directory, 'journal'));
    const orphans = found.filter(
      ({ journal }) => journal.closed || journal.head === null || !isRunning(journal.head),
    );
    const shelf = new Map<string, JournalledFile>();
    for (const [path, versions] of mergeJournals(found.map(({ journal }) => journal)))
      shelf.set(path, shelved(versions));
    const writer = new JournalWriter(directory, `editor-${randomBytes(6).toString('hex')}`);
    const journal = new WorktreeJournal(directory, writer, shelf, isThere, clock, onProblem);
    journal.takeOver(directory, orphans);
    return journal;
  }

  /**
   * The recorder of a file that was opened with this text. What changed since it was last seen is unknown. Null when the
   * file is open already, under another name: one of the two is followed.
   */
  recorderOf(path: string, text: string): FileRecorder | null {
    if (this.open.has(path)) return null;
    if (!this.shelf.has(path)) this.takeOverMoved(path, text);
    const known = this.shelf.get(path);
    const versions =
      known === undefined ? [] : [...known.saved, ...(known.current === null ? [] : [known.current])];
    const version = versions.findLast(({ tree }) => tree.hasText(text)) ?? versions.at(-1);
    const ledger = version === undefined ? Ledger.of(text) : Ledger.restore(version.tree, version.origins);
    const recorder = new FileRecorder(path, ledger, known?.saved ?? [], this, this.clock);
    this.open.set(path, recorder);
    recorder.reconcile(text, { author: 'unknown', reason: 'offline', time: this.clock() });
    return recorder;
  }

  /**
   * Looks into the journals of other windows and commands for who wrote the file's text as it is now. True when one of
   * them knew more.
   */
  async learn(recorder: FileRecorder): Promise<boolean> {
    const found = await readJournalFiles(join(this.directory, 'journal'));
    const others = found.filter(({ file }) => file !== this.writer.file);
    const version = mergeJournals(others.map(({ journal }) => journal))
      .get(recorder.path)
      ?.find(({ tree }) => recorder.hasText(tree.text()));
    const knewMore = version !== undefined && recorder.learn(attributedText(version.tree, version.origins));
    const reports = others.filter(({ file }) => isReportJournal(file)).map(({ journal }) => journal);
    return learnFrom(reports, recorder) || knewMore;
  }

  /** Looks for what tools outside the editor have reported about the file. True when that told more. */
  async learnReported(recorder: FileRecorder): Promise<boolean> {
    const found = await readJournalFiles(join(this.directory, 'journal'), isReportJournal);
    return learnFrom(
      found.map(({ journal }) => journal),
      recorder,
    );
  }

  /** The file was closed. */
  release(recorder: FileRecorder): void {
    if (this.open.get(recorder.path) !== recorder) return;
    this.open.delete(recorder.path);
    this.shelve(recorder.path, recorder.kept());
  }

  /**
   * The file, or all files below the folder, got another name. Recorders that were asked for under the new name already
   * know nothing of it: release them before, and ask again.
   */
  move(from: string, to: string): void {
    for (const [path, recorder] of [...this.open]) {
      const moved = movedPath(path, from, to);
      if (moved === null) continue;
      this.open.delete(path);
      this.shelve(moved, recorder.kept());
      recorder.move(moved);
    }
    for (const [path, file] of [...this.shelf]) {
      const moved = movedPath(path, from, to);
      if (moved === null) continue;
      this.shelf.delete(path);
      this.shelf.set(moved, file);
    }
    this.compact();
  }

  append(records: readonly JournalRecord[]): void {
    this.buffer.push(...records);
    this.scheduled ??= setImmediate(() => this.flush());
  }

  aiSeen(): void {
    this.guard(() => this.writer.setPending(true), 'nothing');
  }

  /** When this returns, all that is known is on disk, or the problem has been reported. */
  flush(): void {
    if (this.scheduled !== null) clearImmediate(this.scheduled);
    this.scheduled = null;
    if (this.buffer.length === 0) return;
    if (this.isBehind || this.writer.size > Math.max(COMPACT_SIZE, 4 * this.compactedSize))
      return this.compact();
    const records = this.buffer;
    this.buffer = [];
    this.guard(() => this.writer.append(records), 'nothing');
  }

  /** Why the journal cannot be written, in words; null when it can. */
  get problem(): string | null {
    return this.told;
  }

  /** The paths that anything is known about. */
  paths(): string[] {
    return [...new Set([...this.open.keys(), ...this.shelf.keys()])];
  }

  /**
   * HEAD moved: what stands in it is history. Takes effect in the editor at once, on disk a little later.
   *
   * @param committed content at HEAD of each of `paths()`, '' where HEAD has no such file
   * @param hasStash former versions may come back
   */
  settle(committed: ReadonlyMap<string, string>, hasStash = false): void {
    for (const [path, recorder] of this.open) recorder.settle(committed.get(path) ?? '', hasStash);
    for (const [path, file] of [...this.shelf])
      this.shelve(
        path,
        settleFile(file, committed.get(path) ?? '', () => hasStash),
      );
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = setTimeout(() => this.compact(), SETTLE_DELAY);
  }

  /** Writes everything anew, without what is no longer needed. */
  compact(): void {
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = null;
    this.buffer = [];
    const files = this.everything();
    this.guard(() => {
      this.writer.rewrite([...files].flatMap(([path, file]) => stateRecords(path, file)));
      this.compactedSize = this.writer.size;
      this.writer.setPending([...files.values()].some(fileHasAi));
      for (const recorder of this.open.values()) recorder.rewritten();
    }, 'everything');
  }

  dispose(): void {
    // What waits to be settled is left to the next window: a hook may be reading it now.
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = null;
    this.flush();
    this.guard(() => this.writer.finish(), 'nothing');
  }

  /**
   * Nobody tells of a file that was renamed outside the editor. A file that is gone and whose text is exactly that of a
   * new one was: what is known of it holds for the new one.
   */
  private takeOverMoved(path: string, text: string): void {
    if (text.trim().length < TELLING) return;
    const known = this.knownAndGone(text);
    if (known === null) return;
    // A copy: the file may only be away, with another branch.
    this.shelve(path, known);
    this.compact();
  }

  private knownAndGone(text: string): JournalledFile | null {
    for (const [from, recorder] of this.open)
      if (recorder.hasText(text) && !this.isThere(from)) return recorder.kept();
    for (const [from, file] of this.shelf) {
      const isSame = !this.open.has(from) && file.current?.tree.hasText(text) === true;
      if (isSame && !this.isThere(from)) return file;
    }
    return null;
  }

  private takeOver(directory: string, orphans: readonly JournalFile[]): void {
    if (orphans.length === 0) return;
    this.compact();
    if (this.isBehind) return;
    for (const orphan of orphans) {
      for (const problem of describeProblems(orphan))
        this.onProblem(new CountersignError('journal-corrupt', problem));
      this.guard(() => {
        if (orphan.journal.problems.length > 0) renameSync(orphan.file, `${orphan.file}.damaged`);
        else rmSync(orphan.file, { force: true });
        rmSync(join(directory, 'pending', basename(orphan.file, '.jsonl')), { force: true });
      }, 'nothing');
    }
  }

  private everything(): Map<string, JournalledFile> {
    const files = new Map(this.shelf);
    for (const [path, recorder] of this.open) {
      const kept = recorder.kept();
      if (kept === null) files.delete(path);
      else files.set(path, kept);
    }
    return files;
  }

  private shelve(path: string, file: JournalledFile | null): void {
    if (file === null) this.shelf.delete(path);
    else this.shelf.set(path, file);
  }

  /**
   * A write that fails is told once. It is made good by the next that writes everything: `repairs` says what a success
   * says of failures before it.
   */
  private guard(action: () => void, repairs: 'everything' | 'nothing'): void {
    try {
      action();
      if (repairs === 'nothing') return;
      this.isBehind = false;
      this.told = null;
    } catch (error) {
      this.isBehind = true;
      if (this.told === null) this.onProblem(error);
      this.told = error instanceof Error ? error.message : String(error);
    }
  }
}

function learnFrom(reports: readonly ReplayedJournal[], recorder: FileRecorder): boolean {
  const newest = mergeJournals(reports).get(recorder.path)?.[0];
  const known = newest === undefined ? null : withReport(recorder.state(), newest);
  return known !== null && recorder.adopt(known);
}

function shelved(versions: readonly FileVersion[]): JournalledFile {
  const [current, ...older] = versions;
  return { current: current ?? null, saved: older.reverse() };
}

function fileHasAi(file: JournalledFile): boolean {
  return [file.current, ...file.saved].some((version) => version !== null && hasAi(version));
}

function movedPath(path: string, from: string, to: string): string | null {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? to + path.slice(from.length) : null;
}
