/**
 * Lets key presses wait a moment, so that several are handled together: most of what one costs by itself is to bring our
 * code back into the processor's caches, and nobody asks who wrote a line between two keys.
 */
import type * as vscode from 'vscode';

/** How long the first of them waits; milliseconds. Whoever asks before gets an answer that has them. */
const MOMENT = 250;
/** Enter, with the indentation and the comment marker that editors add. */
const NEW_LINE = /^\r?\n[ \t]*[-*+/#;%!'>]{0,3}[ \t]*$/;

/** Where the only cursor is: as a place in the text, 0-based, and in UTF-16 units from its start. */
interface Cursor {
  readonly line: number;
  readonly character: number;
  readonly offset: number;
}

export class TypedAhead {
  private steps: (() => void)[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** Where the selection was last heard to be. */
  private cursor: Cursor | null = null;
  /** Where a key that was just pressed there leaves it. */
  private next: Cursor | null = null;

  /** Whether a change has the form of one key press; if not, whatever waits has to be handled before it. */
  static isKey({ contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
    const [change] = contentChanges;
    if (reason !== undefined || contentChanges.length !== 1 || change === undefined) return false;
    return change.text.length <= 2 || NEW_LINE.test(change.text);
  }

  /** Whether this change is one character that was typed where the cursor was heard to be. */
  isPlain({ contentChanges }: vscode.TextDocumentChangeEvent): boolean {
    const { cursor } = this;
    this.cursor = this.next = null;
    const [change] = contentChanges;
    if (cursor === null || change?.rangeLength !== 0 || change.text.length !== 1 || change.text < ' ')
      return false;
    const { line, character } = change.range.start;
    if (line !== cursor.line || character !== cursor.character) return false;
    this.next = { line, character: character + 1, offset: change.rangeOffset + 1 };
    return true;
  }

  /** The selection moved. Gives the offset of the cursor; null when something is selected. Others are not remembered. */
  selected({ selections, textEditor }: vscode.TextEditorSelectionChangeEvent): number | null {
    const { next } = this;
    this.cursor = this.next = null;
    const [selection] = selections;
    if (selection?.isEmpty !== true) return null;
    const { line, character } = selection.active;
    const isNext = next?.line === line && next.character === character;
    // The editor takes long to say where that is, and by its offset only.
    const cursor = isNext
      ? next
      : { line, character, offset: textEditor.document.offsetAt(selection.active) };
    if (selections.length === 1) this.cursor = cursor;
    return cursor.offset;
  }

  /** Lets a step wait. */
  later(step: () => void): void {
    this.steps.push(step);
    this.timer ??= setTimeout(() => this.enterNow(), MOMENT);
  }

  /** Runs a step in its place: behind those that wait, or now. */
  inOrder(step: () => void): void {
    if (this.steps.length === 0) step();
    else this.steps.push(step);
  }

  /** Runs what waits. */
  enterNow(): void {
    if (this.steps.length === 0) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { steps } = this;
    this.steps = [];
    for (const step of steps) step();
  }

  /** Something else happened: runs what waits, and takes no key for a plain one before the cursor was heard of again. */
  interrupt(): void {
    this.cursor = this.next = null;
    this.enterNow();
  }
}
