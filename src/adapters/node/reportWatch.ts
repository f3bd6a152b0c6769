/**
 * Hears when a tool outside the editor has reported something about files of a working tree.
 */
import { existsSync, mkdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../../core/disposable';
import { isReportJournal } from './reportJournal';

/** A report replaces a file and removes others; milliseconds. */
const SETTLE = 40;

export class ReportWatch implements Disposable {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isDisposed = false;

  /** `directory` is `<git path countersign>`, which need not be there yet. */
  constructor(
    private readonly directory: string,
    private readonly onReport: () => void,
  ) {
    this.tryToWatch();
  }

  /** Watches if it does not yet: the first report, or the first edit, makes the directory. */
  tryAgain(): void {
    if (this.watcher === null && !this.isDisposed && this.tryToWatch()) this.onReport();
  }

  dispose(): void {
    this.isDisposed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.watcher?.close();
    this.watcher = null;
  }

  private tryToWatch(): boolean {
    try {
      const journals = join(this.directory, 'journal');
      // The hooks may have made the directory above: nobody would hear of this one.
      if (existsSync(this.directory)) mkdirSync(journals, { recursive: true, mode: 0o700 });
      const watcher = watch(journals, (_, name) => {
        // Our own journal changes with every edit.
        if (name === null || isReportJournal(name)) this.soon();
      });
      watcher.on('error', () => {
        watcher.close();
        this.watcher = null;
      });
      this.watcher = watcher;
      return true;
    } catch {
      // Not there yet, or too much is watched already: what is reported then shows when a file is opened or read anew.
      return false;
    }
  }

  private soon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => !this.isDisposed && this.onReport(), SETTLE);
  }
}
