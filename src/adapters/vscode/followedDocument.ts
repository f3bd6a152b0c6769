/**
 * One open document: judges each change from the clues, and enters it in the file's ledger. Changes that come before
 * the repository is known wait, already judged.
 */
import type * as vscode from 'vscode';
import { Acceptance } from '../../core/detection/acceptance';
import { classify } from '../../core/detection/classify';
import { ClueBook } from '../../core/detection/clueBook';
import type { CopiedPart, Surroundings } from '../../core/detection/clues';
import type { EditEvent } from '../../core/detection/editEvent';
import { TypedPieces } from '../../core/detection/typedPieces';
import type { Verdict } from '../../core/detection/verdict';
import type { FileRecorder } from '../../core/journal/fileRecorder';
import { textEdits, type TextEdit } from '../../core/ledger/textEdits';
import type { AiOrigin, Origin } from '../../core/model';

/** Corrects the origin of a change that was entered, or waits to be. */
export type Correction = (origin: Origin) => void;

/** What a change came to, for those who draw. */
export type Entered = 'typed' | 'travelled' | 'written';

/** How far a change is compared with what stands beside it, in UTF-16 units. */
const NEARBY = 4000;

export class FollowedDocument {
  readonly clues = new ClueBook();
  private readonly acceptance = new Acceptance<Correction>();
  private readonly typedPieces = new TypedPieces();
  private waiting: (() => void)[] | null = [];
  private recorder: FileRecorder | null = null;
  /** What the last change inserted at the cursor, in one line and by nobody known, until its selection event comes. */
  private inserted: { readonly end: number; readonly correct: Correction } | null = null;

  constructor(readonly document: vscode.TextDocument) {}

  /** The file's recorder, once its repository is known. */
  get file(): FileRecorder | null {
    return this.recorder;
  }

  /** The repository was found: what waited is entered now. Null: there is none, nothing will be. */
  attach(recorder: FileRecorder | null): void {
    const waiting = this.waiting ?? [];
    this.recorder = recorder;
    this.waiting = null;
    if (recorder !== null) for (const enter of waiting) enter();
  }

  /** Judges a change and enters it. `textAfter` gives the document's text after it, and is asked only when needed. */
  change(
    event: EditEvent,
    completionTool: string | null,
    textAfter: () => string,
  ): { verdict: Verdict; entered: Entered } {
    this.inserted = null;
    const verdict = classify(
      event,
      this.clues.clues(event.time, completionTool, (...place) => this.around(...place)),
    );
    this.clues.changed(event, verdict);
    this.typedPieces.changed(event.edits, verdict.kind === 'typed', event.time);
    // What waits must not see a later text.
    const text = verdict.kind === 'reload' && this.waiting !== null ? textAfter() : null;
    this.enterOrWait(() => this.enter(event, verdict, () => text ?? textAfter()));
    const isTravel = verdict.kind === 'travel' || verdict.kind === 'reload';
    const entered = verdict.kind === 'typed' ? 'typed' : isTravel ? 'travelled' : 'written';
    return { verdict, entered };
  }

  /** An accept command ran: makes the change that it was about exact. False when there is no such change. */
  accepted(origin: AiOrigin): boolean {
    const correct = this.acceptance.accepted(origin.time, this.typedPieces.newest(origin.time));
    if (correct !== null) {
      correct(origin);
      return true;
    }
    const piece = this.recorder === null ? null : this.typedPieces.accepted(origin.time);
    if (piece === null) return false;
    this.recorder?.reattribute(piece.from, piece.to, origin);
    return true;
  }

  /**
   * The selection moved in an editor that shows the document; `cursor` is where it is, or null when something is
   * selected. When it stands behind what was just inserted and the editor says that keys moved it there, keys inserted
   * the text as well: input methods and dictation insert more than a character. True if that changed an author.
   */
  selected(byKeyboard: boolean, cursor: number | null, time: number): boolean {
    this.typedPieces.selected(byKeyboard);
    const inserted = this.inserted;
    this.inserted = null;
    if (!byKeyboard || inserted === null || inserted.end !== cursor) return false;
    inserted.correct({ author: 'human', evidence: 'keystroke', time });
    return true;
  }

  private around(offset: number, removed: number): Surroundings {
    if (this.recorder === null) return { before: '', removed: '', after: '' };
    const end = offset + removed;
    return {
      before: this.recorder.slice(Math.max(0, offset - NEARBY), offset),
      removed: this.recorder.slice(offset, end),
      after: this.recorder.slice(end, Math.min(this.recorder.length, end + NEARBY)),
    };
  }

  /** Makes sure that the ledger has the document's text: an event may have been missed. */
  verify(text: string, time: number): boolean {
    if (this.recorder === null || this.recorder.hasText(text)) return false;
    return this.recorder.reconcile(text, { author: 'unknown', reason: 'edit', time });
  }

  private enterOrWait(action: () => void): void {
    if (this.waiting !== null) this.waiting.push(action);
    else if (this.recorder !== null) action();
  }

  private enter(event: EditEvent, verdict: Verdict, textAfter: () => string): void {
    const recorder = this.recorder as FileRecorder;
    const unseen: Origin = { author: 'unknown', reason: 'edit', time: event.time };
    switch (verdict.kind) {
      case 'typed':
        recorder.edit(event.edits, verdict.origin);
        return;
      case 'write':
        return this.enterConfirmable(recorder, event, event.edits, verdict);
      case 'transform': {
        const edits = event.edits.flatMap((edit) => keepWords(recorder, edit));
        return this.enterConfirmable(recorder, event, edits, verdict);
      }
      case 'paste':
        return recorder.editWithOrigins(event.edits[0] as TextEdit, pastedParts(verdict.parts, event.time));
      case 'travel':
        return recorder.travel(event.edits, verdict.direction, unseen);
      case 'reload':
        recorder.reconcile(textAfter(), { author: 'unknown', reason: 'disk', time: event.time });
    }
  }

  private enterConfirmable(
    recorder: FileRecorder,
    event: EditEvent,
    edits: readonly TextEdit[],
    { origin, confirmable }: Extract<Verdict, { kind: 'write' | 'transform' }>,
  ): void {
    const id = recorder.edit(edits, origin);
    if (!confirmable) return;
    const correct: Correction = (better) => recorder.correct(id, better);
    this.acceptance.changed(correct, event.time, origin.author === 'ai');
    const [edit] = event.edits;
    if (event.edits.length > 1 || edit === undefined || !edit.atCursor || /^$|\n/.test(edit.text)) return;
    this.inserted = { end: edit.offset + edit.text.length, correct };
  }
}

/** A tool wrote over a range: the words that it kept are not its own. */
function keepWords(recorder: FileRecorder, edit: TextEdit): TextEdit[] {
  if (edit.removed === 0 || edit.text === '') return [edit];
  const old = recorder.slice(edit.offset, edit.offset + edit.removed);
  return textEdits(old, edit.text).map((part) => ({ ...part, offset: part.offset + edit.offset }));
}

/** Text that nobody is known to have changed may be anybody's: a copy of it is no more known. */
function pastedParts(parts: readonly CopiedPart[], time: number): { length: number; origin: Origin }[] {
  return parts.map(({ length, origin }): { length: number; origin: Origin } => {
    if (origin === null) return { length, origin: { author: 'unknown', reason: 'pasted', time } };
    return {
      length,
      origin: origin.author === 'unknown' ? { ...origin, time } : { ...origin, evidence: 'clipboard', time },
    };
  });
}
