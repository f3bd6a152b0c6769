/**
 * Enters judged changes into a file's ledger, and corrects them when better evidence arrives.
 */
import { Acceptance } from '../../core/detection/acceptance';
import type { CopiedText } from '../../core/detection/alignParts';
import { Composition } from '../../core/detection/composition';
import { copiedParts, type CopiedRange } from '../../core/detection/copiedParts';
import type { EditEvent } from '../../core/detection/editEvent';
import { pastedParts } from '../../core/detection/pastedParts';
import { TypedPieces } from '../../core/detection/typedPieces';
import type { Verdict } from '../../core/detection/verdict';
import type { FileRecorder } from '../../core/journal/fileRecorder';
import type { Baseline } from '../../core/ledger/baseline';
import type { OriginId } from '../../core/ledger/runs';
import type { SpanTree } from '../../core/ledger/spanTree';
import type { TextEdit } from '../../core/ledger/textEdits';
import type { AiOrigin, Origin } from '../../core/model';

/** Corrects the origin of a change that was entered. */
type Correction = (origin: Origin) => void;

/** Text that ends at `end`, and who wrote it if the editor says that keys moved the cursor there. */
interface Keyed {
  readonly end: number;
  readonly correct: Correction;
  readonly origin: (time: number) => Origin;
}

/** What a change took out of the text that was. */
interface Cut {
  readonly version: SpanTree;
  readonly ranges: readonly CopiedRange[];
}

export class DocumentEntry {
  private readonly acceptance = new Acceptance<Correction>();
  private readonly typedPieces = new TypedPieces();
  private readonly composition = new Composition();
  /** A last change that the keyboard may have made after all, until its selection event comes. */
  private keyed: Keyed | null = null;

  /** Of the last change, if it did nothing else. */
  private cut: Cut | null = null;

  private correctLast: Correction | null = null;

  constructor(private readonly recorder: FileRecorder) {}

  /**
   * What is being copied from `ranges`. The editor tells of a cut before it asks what was cut: then it may be what the
   * last change took out. Offsets in UTF-16 units.
   */
  copies(ranges: readonly CopiedRange[]): CopiedText[] {
    const { recorder, cut } = this;
    const partsOf = (version: SpanTree, places: readonly CopiedRange[]): CopiedText =>
      copiedParts(version, (id) => recorder.originOf(id), places);
    const copied = partsOf(recorder.version, ranges);
    return cut === null ? [copied] : [copied, partsOf(cut.version, cut.ranges)];
  }

  /**
   * Enters a change. `textAfter` is the document's text after it, where that was kept; `baseline` the document without a
   * chat's edits, where a chat is at work.
   */
  enter(event: EditEvent, verdict: Verdict, textAfter: () => string, baseline: Baseline | null): void {
    const { recorder } = this;
    const unseen: Origin = { author: 'unknown', reason: 'edit', time: event.time };
    this.keyed = null;
    this.cut = cutOf(recorder, event.edits);
    const composes = this.composition.changed(event.edits, verdict.kind === 'typed');
    this.correctLast = null;
    this.typedPieces.changed(event.edits, verdict.kind === 'typed', event.time);
    switch (verdict.kind) {
      case 'typed':
        recorder.edit(event.edits, verdict.origin);
        return;
      case 'write':
        return this.confirmable(event, verdict, [recorder.edit(event.edits, verdict.origin)], composes);
      case 'transform':
        return this.confirmable(event, verdict, recorder.rewrite(event.edits, verdict.origin), composes);
      case 'paste':
        return recorder.editWithOrigins(
          event.edits.map((edit, index) => {
            return { ...edit, parts: pastedParts(verdict.pieces[index] ?? [], event.time) };
          }),
        );
      case 'agent':
        return this.enterAgent(event, verdict.origin, verdict.mayRestore ? baseline : null);
      case 'rejected':
        if (baseline !== null) recorder.agentEdit(event.edits, unseen, baseline);
        else recorder.travel(event.edits, 'undo', unseen);
        return;
      case 'travel':
        return recorder.travel(event.edits, verdict.direction, unseen);
      case 'reload':
        recorder.reconcile(textAfter(), { author: 'unknown', reason: 'disk', time: event.time });
    }
  }

  /** Enters a change that does nothing but take a chat's edits back. False, and nothing is entered, where it does more. */
  takeBack(event: EditEvent, baseline: Baseline): boolean {
    const unseen: Origin = { author: 'unknown', reason: 'edit', time: event.time };
    if (!this.recorder.restore(event.edits, unseen, baseline)) return false;
    this.keyed = null;
    this.cut = null;
    this.composition.changed(event.edits, false);
    this.typedPieces.changed(event.edits, false, event.time);
    return true;
  }

  /** Better evidence arrived of the change that was entered last. */
  correct(origin: Origin): void {
    this.correctLast?.(origin);
  }

  /** An accept command ran: makes the change that it was about exact. False when there is no such change. */
  accepted(origin: AiOrigin): boolean {
    const correct = this.acceptance.accepted(origin.time, this.typedPieces.newest(origin.time));
    if (correct !== null) {
      correct(origin);
      return true;
    }
    const piece = this.typedPieces.accepted(origin.time);
    if (piece === null) return false;
    this.recorder.reattribute(piece.from, piece.to, origin);
    return true;
  }

  /**
   * The selection moved in an editor that shows the document; `cursor` is where it is, or null when something is
   * selected. When it stands behind the last change and the editor says that keys moved it there, keys made the text as
   * well: by an input method, where it replaced what was just typed, or by a paste that the editor asked nobody about.
   * True if that changed an author.
   */
  selected(byKeyboard: boolean, cursor: number | null, time: number): boolean {
    this.typedPieces.selected(byKeyboard);
    this.composition.selected(cursor);
    const { keyed } = this;
    this.keyed = null;
    if (!byKeyboard || keyed === null || keyed.end !== cursor) return false;
    this.acceptance.withdraw(keyed.correct);
    keyed.correct(keyed.origin(time));
    return true;
  }

  /** A command that comes later may prove that the change was a completion: then all that it wrote is. */
  private confirmable(
    event: EditEvent,
    { origin, confirmable }: Extract<Verdict, { kind: 'write' | 'transform' }>,
    ids: readonly OriginId[],
    composes: boolean,
  ): void {
    if (!confirmable) return;
    const correct: Correction = (better) => ids.forEach((id) => this.recorder.correct(id, better));
    this.correctLast = correct;
    this.acceptance.changed(correct, event.time, origin.author === 'ai');
    const [edit] = event.edits;
    if (edit?.atCursor !== true || (origin.author !== 'ai' && !composes)) return;
    this.keyed = { end: edit.offset + edit.text.length, correct, origin: composes ? typed : pasted };
  }

  /** A completion that was accepted inside the chat's own text looks like an edit of the chat. */
  private enterAgent(event: EditEvent, origin: AiOrigin, baseline: Baseline | null): void {
    const id = this.recorder.agentEdit(event.edits, origin, baseline);
    this.acceptance.changed((better) => this.recorder.correct(id, better), event.time, false);
  }
}

function cutOf(recorder: FileRecorder, edits: readonly TextEdit[]): Cut | null {
  if (edits.some(({ text }) => text !== '')) return null;
  const ranges = edits.map(({ offset, removed }) => ({ from: offset, to: offset + removed }));
  return { version: recorder.version, ranges: ranges.sort((a, b) => a.from - b.from) };
}

function typed(time: number): Origin {
  return { author: 'human', evidence: 'keystroke', time };
}

function pasted(time: number): Origin {
  return { author: 'unknown', reason: 'pasted', time };
}
