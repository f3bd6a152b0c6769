/**
 * A total reader of the patches that git's plumbing prints. Lines are counted, never guessed by their look, so content
 * such as `--- a/x` or `diff --git` is content.
 */
import type { FileChange, Hunk } from './fileChange';
import { PatchHeader } from './patchHeader';
import { decodeUtf8 } from './utf8';

/** The options that make `git diff-index` and `git diff-tree` print what `parsePatch` reads, whatever is configured. */
export const PATCH_OPTIONS: readonly string[] = [
  '-p',
  '-U0',
  '--inter-hunk-context=0',
  '-M',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--submodule=short',
  '--full-index',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--output-indicator-new=+',
  '--output-indicator-old=-',
  '--output-indicator-context= ',
];

export interface Patch {
  readonly changes: readonly FileChange[];
  /** Sentences about what could not be read; the rest was read. */
  readonly problems: readonly string[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const SPACE = 0x20;
const BACKSLASH = 0x5c;

/** Reads a patch; `newText` is null in every change. Linear in the length of the patch. Never throws. */
export function parsePatch(bytes: Uint8Array): Patch {
  return new PatchReader(bytes).read();
}

class PatchReader {
  private readonly changes: FileChange[] = [];
  private readonly problems: string[] = [];
  private header: PatchHeader | null = null;
  private hunks: Hunk[] = [];
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  read(): Patch {
    while (this.at < this.bytes.length) {
      const end = this.lineEnd();
      const line = this.headerLine(end);
      this.at = end + 1;
      const hunk = this.header === null ? null : HUNK.exec(line);
      if (line.startsWith('diff --git ')) this.begin(line);
      else if (hunk !== null) this.readHunk(hunk);
      else this.header?.add(line);
    }
    this.finish();
    return { changes: this.changes, problems: this.problems };
  }

  private begin(line: string): void {
    this.finish();
    this.header = new PatchHeader(line);
  }

  private finish(): void {
    if (this.header === null) return;
    const file = this.header.finish();
    if (file === null)
      this.problems.push(`The diff names a file in a way that cannot be read: ${this.header.line}`);
    else this.changes.push({ ...file, hunks: file.binary ? [] : this.hunks, newText: null });
    this.header = null;
    this.hunks = [];
  }

  private readHunk(match: RegExpExecArray): void {
    const side = new HunkBuilder(Number(match[1]), count(match[2]), Number(match[3]), count(match[4]));
    while (!side.isComplete && this.at < this.bytes.length) {
      const end = this.lineEnd();
      const kind = this.bytes[this.at];
      if (kind !== BACKSLASH && !side.add(kind, () => decodeUtf8(this.bytes, this.at + 1, end))) break;
      this.at = end + 1;
    }
    if (!side.isComplete)
      this.problems.push(`The diff of ${this.header?.finish()?.path ?? 'a file'} is cut off.`);
    this.hunks.push(...side.finish());
  }

  private lineEnd(): number {
    const newline = this.bytes.indexOf(NEWLINE, this.at);
    return newline < 0 ? this.bytes.length : newline;
  }

  /** One character per byte; the end of a very long line says nothing in a header. */
  private headerLine(end: number): string {
    const shown = this.bytes.subarray(this.at, Math.min(end, this.at + 20_000));
    let line = '';
    for (let i = 0; i < shown.length; i += 4096) {
      line += String.fromCharCode.apply(null, shown.subarray(i, i + 4096) as unknown as number[]);
    }
    return line;
  }
}

function count(text: string | undefined): number {
  return text === undefined ? 1 : Number(text);
}

/** Collects the lines of one hunk; context lines, if there are any, split it. */
class HunkBuilder {
  private readonly done: Hunk[] = [];
  private oldLines: string[] = [];
  private newLines: string[] = [];
  private oldNext: number;
  private newNext: number;

  constructor(
    oldStart: number,
    private oldLeft: number,
    newStart: number,
    private newLeft: number,
  ) {
    this.oldNext = oldLeft === 0 ? oldStart + 1 : oldStart;
    this.newNext = newLeft === 0 ? newStart + 1 : newStart;
  }

  get isComplete(): boolean {
    return this.oldLeft <= 0 && this.newLeft <= 0;
  }

  /** False when the line cannot belong to the hunk. */
  add(kind: number | undefined, text: () => string): boolean {
    if (kind === MINUS && this.oldLeft > 0) {
      this.oldLeft--;
      this.oldLines.push(text());
    } else if (kind === PLUS && this.newLeft > 0) {
      this.newLeft--;
      this.newLines.push(text());
    } else if ((kind === SPACE || kind === NEWLINE) && this.oldLeft > 0 && this.newLeft > 0) {
      this.flush();
      this.oldLeft--;
      this.newLeft--;
      this.oldNext++;
      this.newNext++;
    } else return false;
    return true;
  }

  finish(): readonly Hunk[] {
    this.flush();
    return this.done;
  }

  private flush(): void {
    const { oldLines, newLines } = this;
    if (oldLines.length === 0 && newLines.length === 0) return;
    const oldStart = oldLines.length === 0 ? this.oldNext - 1 : this.oldNext;
    const newStart = newLines.length === 0 ? this.newNext - 1 : this.newNext;
    this.done.push({ oldStart, oldLines, newStart, newLines });
    this.oldNext += oldLines.length;
    this.newNext += newLines.length;
    this.oldLines = [];
    this.newLines = [];
  }
}
