/**
 * Tells whether a change of a document was read from its file.
 */
import { readFileSync, statSync } from 'node:fs';
import type { SpanTree } from '../../core/ledger/spanTree';

export class FileOnDisk {
  private written: number | null;
  private text: SpanTree | null = null;

  constructor(private readonly path: string) {
    this.written = this.writtenAt();
  }

  /** The document was saved. `text` is what the file has now, null where that is not known. */
  saved(text: SpanTree | null): void {
    this.written = this.writtenAt();
    this.text = text;
  }

  /** What the document had in common with its file when they last met. */
  has(text: SpanTree): void {
    this.text = text;
  }

  /**
   * True when the document was reverted to what the file has had since they last met. Also when the file was written
   * since then and the document has its text now, or at least no longer the text from `before` the change (null where
   * that is not known). The editor's own flag is no help: the first edit after a save is reported before the document
   * counts as dirty. Costs one look at the file's time; only where that differs a read of its content, or where the
   * `length` of the text now is the same, if that is known, a comparison.
   */
  wasReadInto(now: () => string, before: SpanTree | null, length: number | null): boolean {
    const written = this.writtenAt();
    if (written === null) return false;
    if (written === this.written) return this.isReverted(now, before, length);
    this.written = written;
    this.text = null;
    const content = this.content();
    if (content === plain(now())) return true;
    if (before === null) return false;
    if (content !== plain(before.text())) return true;
    // It had this text again by the time the editor told of one in between, as when git takes work away and brings it
    // back: the editor will tell of that too.
    this.text = before;
    return false;
  }

  private isReverted(now: () => string, before: SpanTree | null, length: number | null): boolean {
    const { text } = this;
    // Nearly always the first key after a save: the text is not to be put together for it.
    if (text === null || (length !== null && length !== text.length)) return false;
    return before?.hasText(now()) !== true && text.hasText(now());
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
