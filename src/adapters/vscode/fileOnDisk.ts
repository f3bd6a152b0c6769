/**
 * Tells whether a change of a document was read from its file.
 */
import { readFileSync, statSync } from 'node:fs';

export class FileOnDisk {
  private written: number | null;

  constructor(private readonly path: string) {
    this.written = this.writtenAt();
  }

  /** The document and its file have met: it was opened or saved. */
  met(): void {
    this.written = this.writtenAt();
  }

  /**
   * True when the file was written since they last met and the document has its text now, or at least no longer the
   * text from before the change (null where that is not known). The editor's own flag is no help: the first edit after a
   * save is reported before the document counts as dirty. Costs one look at the file's time, and only where that differs
   * a read of its content.
   */
  wasReadInto(now: () => string, before: string | null): boolean {
    const written = this.writtenAt();
    if (written === null || written === this.written) return false;
    this.written = written;
    const content = this.content();
    return content === plain(now()) || (before !== null && content !== plain(before));
  }

  private content(): string | null {
    try {
      return plain(readFileSync(this.path, 'utf8'));
    } catch {
      // Gone or not readable: whatever it was, it is not the text from before.
      return null;
    }
  }

  private writtenAt(): number | null {
    try {
      return statSync(this.path).mtimeMs;
    } catch {
      // A file that cannot be looked at cannot have been read by the editor either.
      return null;
    }
  }
}

/** As the editor sees a text: no byte order mark, one kind of line end. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
