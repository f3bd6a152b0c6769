/**
 * Holds changes of a document until it is known whether a chat made them.
 *
 * While a chat edits a file, the editor keeps a baseline: the file without the chat's edits. Every other change is made
 * in the baseline as well, and is reported right behind; an edit of the chat is not, nor is what touches its text. So a
 * change is open until its mirror arrives, or everything that was on its way has arrived without one. Then it is the
 * chat's, if an agent had announced an edit, or the chat announces none (inline chat). What comes behind an open change
 * waits with it, so that all is entered in order.
 */
import type { TextEdit } from '../ledger/textEdits';

/** A change in the queue. `C` is the caller's own account of it. */
export interface HeldChange<C> {
  readonly kind: 'change';
  readonly change: C;
  readonly edits: readonly TextEdit[];
  /**
   * `known`: it is what it was judged to be. `chat`: a chat made it. `apart`: it touched a chat's text, and may have taken
   * some of it back. `disk`: another program wrote the file.
   */
  state: 'open' | 'known' | 'chat' | 'apart' | 'disk';
  /** Names of the baselines whose mirror has not arrived. */
  readonly awaits: Set<string>;
  /** The one of them whose chat made the change, or whose text it touched; null until that is known. */
  missedBy: string | null;
  /** Sessions that had announced an edit by then, or do so while the change is open. */
  readonly announcedBy: Set<string>;
  /** The editor neither called the document dirty when it told of the change, nor right after. */
  leftClean: boolean;
  readonly order: number;
}

/** Something that happened to a baseline, in its place between the changes. */
export interface BaselineStep<C> {
  readonly kind: 'baseline';
  readonly name: string;
  readonly step:
    | { readonly kind: 'opened'; readonly text: string }
    /** `mirrorOf`: the change of the file that this repeats; null when the baseline changed alone. */
    | {
        readonly kind: 'changed';
        readonly edits: readonly TextEdit[];
        readonly mirrorOf: HeldChange<C> | null;
      }
    | { readonly kind: 'closed' };
}

export type QueueStep<C> = HeldChange<C> | BaselineStep<C>;

export class ChangeQueue<C> {
  private readonly steps: QueueStep<C>[] = [];
  private readonly live = new Set<string>();
  /** The session of each baseline there was: what waits for the mirror of a closed one is decided later. */
  private readonly sessions = new Map<string, string>();
  /** Sessions that announce their edits, and those that have announced one just now. */
  private readonly announcing = new Set<string>();
  private readonly announced = new Set<string>();
  /** The last change that was held, also when it has left the queue: its mirror may still come. */
  private last: HeldChange<C> | null = null;
  private count = 0;

  /** Whether some baseline is there, so that changes may be a chat's. */
  get isWatched(): boolean {
    return this.live.size > 0;
  }

  get isEmpty(): boolean {
    return this.steps.length === 0;
  }

  get hasOpen(): boolean {
    return this.steps.some((step) => step.kind === 'change' && step.state === 'open');
  }

  /** How many changes there were: names the newest, for `settle`. */
  get newest(): number {
    return this.count;
  }

  /**
   * A change of the file. `isSure`: what it was judged to be holds without a look at the baselines. `wasClean`: the
   * editor did not call the document dirty when it told of it.
   */
  changed(change: C, edits: readonly TextEdit[], isSure: boolean, wasClean: boolean): void {
    const state = isSure || this.live.size === 0 ? 'known' : 'open';
    this.last = {
      kind: 'change',
      change,
      edits,
      state,
      awaits: new Set(this.live),
      missedBy: null,
      announcedBy: new Set(this.announced),
      leftClean: wasClean,
      order: ++this.count,
    };
    this.steps.push(this.last);
  }

  /** A change was made while nothing is held and there is no baseline: it is what it was judged to be. */
  passed(): void {
    this.last = null;
    this.count++;
  }

  /** `announces`: it was there before us, as after a reload, so that it is not known from what it did. */
  baselineOpened(name: string, text: string, session: string, announces: boolean): void {
    this.live.add(name);
    this.sessions.set(name, session);
    if (announces) this.announcing.add(session);
    this.steps.push({ kind: 'baseline', name, step: { kind: 'opened', text } });
  }

  /** The editor calls the document dirty now: the newest change did that. */
  dirtied(): void {
    if (this.last !== null) this.last.leftClean = false;
  }

  /** A baseline changed: alone, or as the mirror of a change of the file. */
  baselineChanged(name: string, edits: readonly TextEdit[]): void {
    const mirrorOf = this.mirroredBy(name, edits);
    if (mirrorOf !== null) {
      mirrorOf.awaits.delete(name);
      if (mirrorOf.awaits.size === 0 && mirrorOf.state === 'open') mirrorOf.state = 'known';
    }
    this.steps.push({ kind: 'baseline', name, step: { kind: 'changed', edits, mirrorOf } });
  }

  baselineClosed(name: string): void {
    // A rejected inline chat closes it right behind the rejection, which would have been mirrored before.
    if (!this.live.delete(name)) return;
    this.steps.push({ kind: 'baseline', name, step: { kind: 'closed' } });
  }

  /** An agent is about to edit the file. */
  windowOpened(session: string): void {
    this.announcing.add(session);
    this.announced.add(session);
    for (const step of this.steps) if (step.kind === 'change') step.announcedBy.add(session);
  }

  /** The edit that was announced is made. */
  windowClosed(session: string): void {
    this.announced.delete(session);
  }

  /** The newest change is known to be what it was judged to be: keys made it, or an accept command spoke of it. */
  confirmLast(test: (change: C) => boolean = () => true): void {
    const newest = this.steps.findLast((step) => step.kind === 'change');
    if (newest?.state === 'open' && test(newest.change)) newest.state = 'known';
  }

  /**
   * Decides the changes up to this one that are still open. `arrived`: everything that belongs to them has arrived; else
   * nobody can tell, and they are what they were judged to be. `isClean`: the document is as the file on disk is.
   */
  settle(upTo: number, arrived: boolean, isClean: boolean): void {
    for (const step of this.steps) {
      if (step.kind !== 'change' || step.state !== 'open' || step.order > upTo) continue;
      if (arrived && step.awaits.size > 0) this.decide(step, isClean);
      else step.state = 'known';
    }
  }

  /** The next step that can be entered, which leaves the queue; null when there is none. */
  take(): QueueStep<C> | null {
    const [first] = this.steps;
    if (first === undefined || (first.kind === 'change' && first.state === 'open')) return null;
    this.steps.shift();
    return first;
  }

  private decide(step: HeldChange<C>, isClean: boolean): void {
    const names = [...step.awaits];
    const chats = names.filter((name) => {
      const session = this.sessions.get(name) ?? '';
      return step.announcedBy.has(session) || !this.announcing.has(session);
    });
    step.missedBy = chats[0] ?? names[0] ?? null;
    // An edit makes the document dirty, a chat's too, even if that saves it at once; a reload never does.
    if (isClean && step.leftClean) step.state = 'disk';
    else step.state = chats.length > 0 ? 'chat' : 'apart';
  }

  private mirroredBy(name: string, edits: readonly TextEdit[]): HeldChange<C> | null {
    const isMirror = (held: HeldChange<C>): boolean => held.awaits.has(name) && sameEdits(held.edits, edits);
    for (const step of this.steps) if (step.kind === 'change' && isMirror(step)) return step;
    return this.last !== null && isMirror(this.last) ? this.last : null;
  }
}

/** Whether both write the same texts over texts of the same lengths; where, differs between file and baseline. */
function sameEdits(one: readonly TextEdit[], other: readonly TextEdit[]): boolean {
  if (one.length !== other.length) return false;
  const ascending = (edits: readonly TextEdit[]): TextEdit[] =>
    [...edits].sort((a, b) => a.offset - b.offset);
  const others = ascending(other);
  return ascending(one).every(
    ({ removed, text }, index) => removed === others[index]?.removed && text === others[index].text,
  );
}
