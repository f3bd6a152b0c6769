/**
 * The document while a recording is made: lines, so that an edit anywhere is cheap and identifiers can be found.
 */
import type { TextEdit } from '../../../src/core/ledger/textEdits';

export class SessionDocument {
  /** Without their line ends. */
  readonly lines: string[];
  /** Where a line starts: most edits are near the one before. */
  private known = { line: 0, offset: 0 };

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  line(index: number): string {
    return this.lines[index] ?? '';
  }

  /** The offset at which a line starts. */
  offsetOf(line: number): number {
    let { line: at, offset } = this.known.line <= line ? this.known : { line: 0, offset: 0 };
    for (; at < line; at++) offset += this.line(at).length + 1;
    this.known = { line, offset };
    return offset;
  }

  /** Replaces a part of one line by text of any number of lines, and gives the edit. */
  replace(line: number, column: number, removed: number, text: string): TextEdit {
    const edit = { offset: this.offsetOf(line) + column, removed, text };
    const old = this.line(line);
    const joined = old.slice(0, column) + text + old.slice(column + removed);
    if (text.includes('\n')) this.lines.splice(line, 1, ...joined.split('\n'));
    else this.lines[line] = joined;
    return edit;
  }

  /** Removes whole lines, and gives the edit. */
  removeLines(first: number, count: number): TextEdit {
    const offset = this.offsetOf(first);
    const gone = this.lines.splice(first, count);
    return { offset, removed: gone.reduce((sum, line) => sum + line.length + 1, 0), text: '' };
  }

  /** Changes many lines in one event: `change` gives a line's edits, by column. The edits come last first. */
  changeLines(
    first: number,
    end: number,
    change: (line: string, index: number) => readonly LineEdit[],
  ): TextEdit[] {
    const edits: TextEdit[] = [];
    let offset = this.offsetOf(first);
    for (let index = first; index < Math.min(end, this.lines.length); index++) {
      const old = this.line(index);
      let shift = 0;
      for (const { column, removed, text } of change(old, index)) {
        edits.push({ offset: offset + column, removed, text });
        const now = this.line(index);
        const at = column + shift;
        this.lines[index] = now.slice(0, at) + text + now.slice(at + removed);
        shift += text.length - removed;
      }
      offset += old.length + 1;
    }
    return edits.reverse();
  }
}

/** `column` is in the line before the event. */
export interface LineEdit {
  readonly column: number;
  readonly removed: number;
  readonly text: string;
}
