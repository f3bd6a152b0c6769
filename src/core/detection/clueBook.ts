/**
 * Keeps the clues of one document while they can explain a change, and no longer.
 */
import type { Clues, PasteClue } from './clues';
import type { EditEvent } from './editEvent';
import type { Verdict } from './verdict';

/** A paste follows the question what to paste within this many milliseconds, or was cancelled. */
const PASTE_LIFETIME = 10_000;

export class ClueBook {
  private paste: { readonly clue: PasteClue; readonly time: number } | null = null;
  private suggestFrom: number | null = null;
  private inlineAt: number | null = null;

  pasteAsked(clue: PasteClue, time: number): void {
    this.paste = { clue, time };
  }

  /** IntelliSense was asked to complete the word that starts at this offset. */
  suggestAsked(wordStart: number): void {
    this.suggestFrom = wordStart;
  }

  /** An inline completion was asked for at this offset. */
  inlineAsked(offset: number): void {
    this.inlineAt = offset;
  }

  clues(time: number, completionTool: string | null, around: Clues['around']): Clues {
    const paste = this.paste !== null && time - this.paste.time <= PASTE_LIFETIME ? this.paste.clue : null;
    return { paste, suggestFrom: this.suggestFrom, inlineAt: this.inlineAt, completionTool, around };
  }

  /** Brings the clues up to date with a change that was judged. */
  changed(event: EditEvent, verdict: Verdict): void {
    this.paste = null;
    const [edit] = event.edits;
    const isOne = event.edits.length === 1 && edit !== undefined;
    if (verdict.kind === 'typed' && isOne) {
      // The word goes on; the next question for a completion is asked where the cursor is now.
      if (this.suggestFrom !== null && edit.offset < this.suggestFrom) this.suggestFrom = null;
      this.follow(edit.offset, edit.removed, edit.text.length);
      return;
    }
    this.suggestFrom = null;
    if (verdict.kind === 'write' && isOne)
      this.inlineAt = this.inlineAt === null ? null : edit.offset + edit.text.length;
    else this.inlineAt = null;
  }

  private follow(offset: number, removed: number, inserted: number): void {
    if (this.inlineAt === null) return;
    const touches = this.inlineAt >= offset && this.inlineAt <= offset + removed;
    this.inlineAt = touches ? offset + inserted : null;
  }
}
