/**
 * Remembers the latest key presses of a document, because an accepted completion of one character looks just like one:
 * the selection event that follows tells them apart, and the accept command that follows proves it.
 */
import type { TextEdit } from '../ledger/textEdits';

interface Piece {
  readonly offset: number;
  readonly length: number;
  readonly time: number;
  /** Null until the selection event came. */
  readonly byKeyboard: boolean | null;
}

/** As long as an accept command is waited for elsewhere; milliseconds. */
const REACH = 3_000;
const MAX_PIECES = 32;

export class TypedPieces {
  private pieces: Piece[] = [];
  /** Behind the last of them: keys mostly go on from there. */
  private end = 0;
  /** The editor was heard to name the keyboard. One that never does says nothing when it does not. */
  private namesKeyboard = false;

  /** A change of the document; `typed` when it had the form of key presses. Offsets are in the text before it. */
  changed(edits: readonly TextEdit[], typed: boolean, time: number): void {
    for (const edit of edits) this.move(edit);
    const [edit] = edits;
    // The selection event after Enter does not speak of the keyboard either.
    if (!typed || edits.length > 1 || edit === undefined || edit.text === '' || edit.text.includes('\n'))
      return;
    this.pieces.push({ offset: edit.offset, length: edit.text.length, time, byKeyboard: null });
    this.end = Math.max(this.end, edit.offset + edit.text.length);
    if (this.pieces.length > MAX_PIECES) this.pieces.shift();
  }

  /** The selection event after a change: key presses say that they come from the keyboard, accepted text does not. */
  selected(byKeyboard: boolean): void {
    this.namesKeyboard ||= byKeyboard;
    // Those before were told of in their turn.
    for (let at = this.pieces.length - 1; this.pieces[at]?.byKeyboard === null; at--)
      this.pieces[at] = { ...(this.pieces[at] as Piece), byKeyboard };
  }

  /** When the newest piece was typed that did not come from the keyboard; 0 when there is none. */
  newest(time: number): number {
    return this.pieces[this.find(time)]?.time ?? 0;
  }

  /** The newest piece that did not come from the keyboard, once; offsets in the text as it is now. */
  accepted(time: number): { readonly from: number; readonly to: number } | null {
    const index = this.find(time);
    const [piece] = index === -1 ? [] : this.pieces.splice(index, 1);
    return piece === undefined ? null : { from: piece.offset, to: piece.offset + piece.length };
  }

  private move(edit: TextEdit): void {
    if (edit.offset >= this.end) return;
    this.pieces = this.pieces.flatMap((piece) => moved(piece, edit));
    this.end = Math.max(0, ...this.pieces.map(({ offset, length }) => offset + length));
  }

  private find(time: number): number {
    if (!this.namesKeyboard) return -1;
    return this.pieces.findLastIndex((piece) => piece.byKeyboard === false && time - piece.time <= REACH);
  }
}

function moved(piece: Piece, { offset, removed, text }: TextEdit): Piece[] {
  if (offset >= piece.offset + piece.length) return [piece];
  if (offset + removed <= piece.offset) return [{ ...piece, offset: piece.offset + text.length - removed }];
  return [];
}
