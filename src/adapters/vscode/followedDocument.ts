/**
 * One open document: judges each change from the clues, and enters it in the file's ledger. Changes that come before
 * the repository is known wait, already judged; so do those that may turn out to be a chat's.
 */
import type { CopiedText } from '../../core/detection/alignParts';
import { ChangeQueue, type BaselineStep, type HeldChange } from '../../core/detection/changeQueue';
import { classify } from '../../core/detection/classify';
import { ClueBook } from '../../core/detection/clueBook';
import type { PasteClue, Surroundings } from '../../core/detection/clues';
import type { CopiedRange } from '../../core/detection/copiedParts';
import type { EditEvent } from '../../core/detection/editEvent';
import type { Verdict } from '../../core/detection/verdict';
import type { FileRecorder } from '../../core/journal/fileRecorder';
import { Baseline } from '../../core/ledger/baseline';
import { placedEdits } from '../../core/ledger/placedEdits';
import type { SpanTree } from '../../core/ledger/spanTree';
import type { TextEdit } from '../../core/ledger/textEdits';
import type { AiOrigin } from '../../core/model';
import { DocumentEntry } from './documentEntry';
import { TypedAhead } from './typedAhead';

/** What a change came to, for those who draw. */
export type Entered = 'typed' | 'travelled' | 'written';

interface Judged {
  readonly event: EditEvent;
  readonly verdict: Verdict;
  readonly textAfter: () => string;
}

/** A chat session that edits the document. `origin` is what its edits are signed with. */
export interface ChatBaseline {
  readonly name: string;
  readonly session: string;
  /** It was there before this extension was. */
  readonly isOld: boolean;
  readonly origin: (time: number) => AiOrigin;
}

/** Where the cursor went, null when something is selected, and whether the editor says that keys moved it. */
interface Selected {
  readonly byKeyboard: boolean;
  readonly cursor: number | null;
}

/** How far a change is compared with what stands beside it, in UTF-16 units. */
const NEARBY = 4000;

export class FollowedDocument {
  /** Key presses that nobody has asked for yet. */
  readonly ahead = new TypedAhead();
  private readonly clues = new ClueBook();
  private readonly queue = new ChangeQueue<Judged>();
  private readonly chats = new Map<string, ChatBaseline>();
  private readonly baselines = new Map<string, Baseline>();
  private recorder: FileRecorder | null = null;
  private entry: DocumentEntry | null = null;
  /** The selection events right behind changes that wait, by the order of the change. */
  private readonly waiting = new Map<number, Selected>();
  private isPlaced = false;
  private lastEntered: HeldChange<Judged> | null = null;
  /** The last change that touched a chat's text without an announcement, and the text before it. */
  private apart: { readonly held: HeldChange<Judged>; readonly before: SpanTree } | null = null;

  /** `onEntered` hears of each change once it is in the ledger. */
  constructor(private readonly onEntered: (verdict: Verdict, entered: Entered) => void) {}

  /** The file's recorder, once its repository is known. */
  get file(): FileRecorder | null {
    this.ahead.enterNow();
    return this.recorder;
  }

  /** The version that the ledger has; null while changes wait to be entered. */
  get entered(): SpanTree | null {
    this.ahead.enterNow();
    return this.recorder !== null && this.queue.isEmpty ? this.recorder.version : null;
  }

  /** Whether a change would be entered as it is judged, with nothing to wait for. */
  get isSettled(): boolean {
    return this.recorder !== null && !this.queue.isWatched && this.queue.isEmpty;
  }

  /** Names the newest change that may yet turn out to be a chat's; null when there is none. */
  get open(): number | null {
    return this.queue.hasOpen ? this.queue.newest : null;
  }

  /** The repository was found: what waited is entered now. Null: there is none, nothing will be. */
  attach(recorder: FileRecorder | null): void {
    this.ahead.enterNow();
    this.recorder = recorder;
    this.entry = recorder === null ? null : new DocumentEntry(recorder);
    this.isPlaced = true;
    this.enterReady();
  }

  /** What is being copied from `ranges`, as in `DocumentEntry.copies`; nothing while changes wait to be entered. */
  copies(ranges: readonly CopiedRange[]): CopiedText[] {
    this.ahead.enterNow();
    return this.queue.isEmpty ? (this.entry?.copies(ranges) ?? []) : [];
  }

  /**
   * Judges a change and enters it, at once if it can. `textAfter` gives the document's text as it is now; `isClean`: the
   * editor does not call it dirty yet.
   */
  change(
    event: EditEvent,
    completionTool: string | null,
    textAfter: () => string,
    isClean: boolean,
  ): Verdict {
    this.ahead.enterNow();
    const verdict = classify(
      event,
      this.clues.clues(completionTool, (...place) => this.around(...place)),
    );
    this.clues.changed(event, verdict);
    const waits = !this.isPlaced || this.queue.isWatched || !this.queue.isEmpty;
    if (!waits) {
      this.queue.passed();
      this.enterAtOnce(event, verdict, textAfter);
      return verdict;
    }
    // What waits must not see a later text.
    const mayBeReload = verdict.kind === 'reload' || (isClean && verdict.kind === 'transform');
    const kept = mayBeReload ? textAfter() : null;
    const judged = { event, verdict, textAfter: () => kept ?? textAfter() };
    this.queue.changed(judged, event.edits, isSure(judged), isClean);
    this.enterReady();
    return verdict;
  }

  /** The editor is about to paste; as in `ClueBook.pasteAsked`. */
  pasteAsked(clue: PasteClue | null): void {
    this.ahead.enterNow();
    this.clues.pasteAsked(clue);
  }

  /** IntelliSense was asked to complete the word that starts here. */
  suggestAsked(wordStart: number): void {
    this.ahead.inOrder(() => this.clues.suggestAsked(wordStart));
  }

  /** An inline completion was asked for here. */
  inlineAsked(offset: number): void {
    this.ahead.inOrder(() => this.clues.inlineAsked(offset));
  }

  /** The editor calls the document dirty now. */
  dirtied(): void {
    this.ahead.enterNow();
    this.queue.dirtied();
  }

  /** A chat began to edit the document: `text` is the document without its edits. */
  baselineOpened(chat: ChatBaseline, text: string): void {
    this.ahead.enterNow();
    this.chats.set(chat.name, chat);
    this.queue.baselineOpened(chat.name, text, chat.session, chat.isOld);
    this.enterReady();
  }

  baselineChanged(name: string, edits: readonly TextEdit[]): void {
    this.ahead.enterNow();
    this.queue.baselineChanged(name, edits);
    this.enterReady();
  }

  baselineClosed(name: string): void {
    this.ahead.enterNow();
    this.queue.baselineClosed(name);
    this.enterReady();
  }

  /** An agent is about to edit the document, which has this text; it may just have done so. */
  windowOpened(session: string, text: string): void {
    this.ahead.enterNow();
    this.queue.windowOpened(session);
    const { apart } = this;
    if (apart === null || apart.held !== this.lastEntered || !apart.before.hasText(text)) return;
    const chat = [...this.chats.values()].find((one) => one.session === session);
    if (chat === undefined) return;
    this.apart = null;
    const verdict = {
      kind: 'agent',
      origin: chat.origin(apart.held.change.event.time),
      mayRestore: true,
    } as const;
    this.entry?.correct(verdict.origin);
    this.onEntered(verdict, 'written');
  }

  windowClosed(session: string): void {
    this.ahead.enterNow();
    this.queue.windowClosed(session);
  }

  /**
   * Decides the changes up to this one. `arrived`: all that the editor had to say about them has arrived. `isClean`: the
   * document is as the file on disk is.
   */
  settle(upTo: number, arrived: boolean, isClean: boolean): void {
    this.ahead.enterNow();
    this.queue.settle(upTo, arrived, isClean);
    this.enterReady();
  }

  /** An accept command ran: makes the change that it was about exact. False when there is no such change. */
  accepted(origin: AiOrigin): boolean {
    this.ahead.enterNow();
    this.queue.confirmLast();
    this.enterReady();
    return this.entry?.accepted(origin) ?? false;
  }

  /** The selection moved, as in `DocumentEntry.selected`. True if that changed an author. */
  selected(byKeyboard: boolean, cursor: number | null, time: number): boolean {
    this.ahead.enterNow();
    this.clues.selected();
    if (byKeyboard) this.queue.confirmLast((judged) => isFromKeys(judged, cursor));
    this.enterReady();
    const { newest, isEmpty } = this.queue;
    if (isEmpty) return this.entry?.selected(byKeyboard, cursor, time) ?? false;
    // It speaks of a change that is not entered yet.
    if (!this.waiting.has(newest)) this.waiting.set(newest, { byKeyboard, cursor });
    return false;
  }

  /** Makes sure that the ledger has the document's text: an event may have been missed. */
  verify(text: string, time: number): boolean {
    this.settle(this.queue.newest, true, false);
    if (this.recorder === null || this.recorder.hasText(text)) return false;
    return this.recorder.reconcile(text, { author: 'unknown', reason: 'edit', time });
  }

  private around(offset: number, removed: number): Surroundings {
    if (this.recorder === null || !this.queue.isEmpty) return { before: '', removed: '', after: '' };
    const end = offset + removed;
    return {
      before: this.recorder.slice(Math.max(0, offset - NEARBY), offset),
      removed: this.recorder.slice(offset, end),
      after: this.recorder.slice(end, Math.min(this.recorder.length, end + NEARBY)),
    };
  }

  private enterReady(): void {
    if (!this.isPlaced) return;
    for (let step = this.queue.take(); step !== null; step = this.queue.take()) {
      if (step.kind === 'change') this.enter(step);
      else this.enterBaseline(step);
    }
  }

  private enterAtOnce(event: EditEvent, verdict: Verdict, textAfter: () => string): void {
    if (this.entry === null) return;
    this.entry.enter(event, verdict, textAfter, null);
    this.lastEntered = null;
    this.onEntered(verdict, enteredAs(verdict));
  }

  private enter(held: HeldChange<Judged>): void {
    const { entry, recorder } = this;
    if (entry === null || recorder === null) return;
    const { event, textAfter } = held.change;
    const [first = ''] = this.baselines.keys();
    const baseline = this.baselines.get(held.missedBy ?? first) ?? null;
    const before = recorder.version;
    let verdict = this.verdictOn(held);
    if (held.state === 'apart' && baseline !== null && entry.takeBack(event, baseline))
      verdict = { kind: 'rejected' };
    else {
      entry.enter(event, verdict, textAfter, baseline);
      if (held.state === 'apart') this.apart = { held, before };
    }
    this.lastEntered = held;
    const selected = this.waiting.get(held.order);
    if (selected !== undefined) entry.selected(selected.byKeyboard, selected.cursor, event.time);
    this.waiting.delete(held.order);
    this.onEntered(verdict, enteredAs(verdict));
  }

  /** Where the editor gives its own account it names the edits of a chat; the others of a chat take one back. */
  private verdictOn({ state, missedBy, change: { event, verdict } }: HeldChange<Judged>): Verdict {
    if (state === 'disk') return { kind: 'reload' };
    const chat = state === 'chat' ? this.chats.get(missedBy ?? '') : undefined;
    if (chat === undefined) return verdict;
    if (event.host !== null) return { kind: 'rejected' };
    return { kind: 'agent', origin: chat.origin(event.time), mayRestore: true };
  }

  private enterBaseline({ name, step }: BaselineStep<Judged>): void {
    const { recorder } = this;
    if (recorder === null) return;
    if (step.kind === 'opened') this.baselines.set(name, Baseline.of(step.text, recorder.version));
    else if (step.kind === 'closed') {
      this.baselines.delete(name);
      this.chats.delete(name);
    } else if (step.mirrorOf !== null && step.mirrorOf === this.lastEntered) {
      const places = placedEdits(step.mirrorOf.edits);
      const runs = places.map(({ start, end }) => recorder.version.runs(start, end));
      this.baselines.get(name)?.mirrored(step.edits, runs);
    } else this.baselines.get(name)?.changed(step.edits, recorder.version);
  }
}

/** What a chat's edit can look like: a change by nobody known, a reload, or, at the cursor, one key. */
function isSure({ event, verdict }: Judged): boolean {
  if (event.host !== null) return verdict.kind !== 'transform' || verdict.origin.author !== 'unknown';
  if (verdict.kind === 'transform' || verdict.kind === 'reload') return false;
  // Deleting and Enter are not always followed by a word about the keyboard.
  const [edit] = event.edits;
  const isPlainKey = event.edits.length === 1 && edit !== undefined;
  return !(verdict.kind === 'typed' && isPlainKey && /^[^\n]+$/.test(edit.text));
}

/** Keys made the change when the editor then says that keys moved the cursor, and it stands right behind. */
function isFromKeys({ event, verdict }: Judged, cursor: number | null): boolean {
  const [edit] = event.edits;
  if (verdict.kind === 'typed') return true;
  return event.edits.length === 1 && edit !== undefined && edit.offset + edit.text.length === cursor;
}

function enteredAs({ kind }: Verdict): Entered {
  if (kind === 'typed') return 'typed';
  return kind === 'travel' || kind === 'reload' || kind === 'rejected' ? 'travelled' : 'written';
}
