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
   * True when the file was written since they last met and has this text. The editor's own flag is no help: the first
   * edit after a save is reported before the document counts as dirty. Costs one look at the file's time, and only
   * where that differs a read of its content.
   */
  hasBecome(text: string, encoding: string): boolean {
    const written = this.writtenAt();
    if (written === null || written === this.written) return false;
    const isText = this.has(text, encoding);
    if (isText) this.written = written;
    return isText;
  }

  private has(text: string, encoding: string): boolean {
    try {
      const content = readFileSync(this.path, encoding.startsWith('utf16') ? 'utf16le' : 'utf8');
      return plain(content) === plain(text);
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  private writtenAt(): number | null {
    try {
      return statSync(this.path).mtimeMs;
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
}

/** As the editor sees a text: no byte order mark, one kind of line end, characters that cannot be decoded all alike. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}
