/**
 * The last copy that was made in any window, for the other windows: what one window puts on the clipboard beside the
 * text does not reach them. Holds hashes and authors, never text.
 */
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../core/ports';
import { writeAtomically } from './writeAtomically';

/** Characters when written, bytes when read. A copy that needs more is pasted as unknown. */
const MAX_SIZE = 4_000_000;

export class LastCopy {
  private readonly file: string;
  private written: Promise<void> = Promise.resolve();

  /** `directory` is the extension's own and may not exist yet. */
  constructor(
    private readonly directory: string,
    private readonly log: Logger,
  ) {
    this.file = join(directory, 'last-copy.json');
  }

  /** Replaces what is kept; null keeps nothing. Returns at once: a copy waits for nobody. */
  keep(entry: string | null): void {
    this.written = this.written
      .then(() => (entry === null || entry.length > MAX_SIZE ? this.remove() : this.write(entry)))
      .catch((error: unknown) => this.log.warn(`A copy cannot be told to other windows: ${String(error)}`));
  }

  /** What was kept last, by any window; null when there is nothing. */
  async read(): Promise<string | null> {
    await this.written;
    try {
      return (await stat(this.file)).size > MAX_SIZE ? null : await readFile(this.file, 'utf8');
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing) this.log.warn(`The copy of another window cannot be read: ${String(error)}`);
      return null;
    }
  }

  private async write(entry: string): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    await writeAtomically(this.file, entry, 0o600);
  }

  private async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
