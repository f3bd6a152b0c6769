/**
 * Keeps the clues of one document while they can explain a change, and no longer.
 */
import type { Clues, PasteClue } from './clues';
import type { EditEvent } from './editEvent';
import type { Verdict } from './verdict';

export class ClueBook {
  private paste: PasteClue | null = null;
  private suggestFrom: number | null = null;
  private inlineAt: number | null = null;

  /** The editor is about to paste. It does so only while neither text nor selection change; null when it gave up. */
  pasteAsked(clue: PasteClue | null): void {
    this.paste = clue;
  }

  /** A selection moved, in any editor of the document: a paste that had not come by then was cancelled. */
  selected(): void {
    this.paste = null;
  }

  /** IntelliSense was asked to complete the word that starts at this offset. */
  suggestAsked(wordStart: number): void {
    this.suggestFrom = wordStart;
  }

  /** An inline completion was asked for at this offset. */
  inlineAsked(offset: number): void {
    this.inlineAt = offset;
  }

  clues(completionTool: string | null, around: Clues['around']): Clues {
    const { paste, suggestFrom, inlineAt } = this;
    return { paste, suggestFrom, inlineAt, completionTool, around };
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
