/**
 * One file's ledger and its journal, in step: whatever changes in the ledger is a record first or at the same moment.
 */
import type { Baseline } from '../ledger/baseline';
import type { EnteredEdit, Heir, Ledger } from '../ledger/ledger';
import type { OriginId } from '../ledger/runs';
import type { SpanTree } from '../ledger/spanTree';
import type { TextEdit } from '../ledger/textEdits';
import type { AttributedText, Origin } from '../model';
import type { Clock } from '../ports';
import { unseenLength } from '../ledger/unseenLength';
import { hasAi } from './hasAi';
import { recentVersions } from './recentVersions';
import type { JournalRecord } from './records';
import { MAX_SAVED, type FileVersion, type JournalledFile } from './replay';
import { settleFile } from './settleFile';
import { stateRecords } from './stateRecords';
import { withElsewhere } from './withElsewhere';
import { withoutPast } from './withoutPast';

/** Takes records in order. Told of AI text before the first record of it, so that the hooks look. */
export interface RecordSink {
  append(records: readonly JournalRecord[]): void;
  aiSeen(): void;
}

/** A piece of a text with its origin; lengths in UTF-16 units. */
interface OriginPart {
  readonly length: number;
  readonly origin: Origin;
}

export class FileRecorder {
  private introduced = false;
  private saved: FileVersion[];
  private readonly sharedIds = new Map<string, OriginId>();
  private changed: number;

  /** `path` is posix, relative to the working tree's root. */
  constructor(
    private filePath: string,
    private readonly ledger: Ledger,
    saved: readonly FileVersion[],
    private readonly sink: RecordSink,
    private readonly clock: Clock,
  ) {
    this.saved = [...saved];
    this.changed = clock();
  }

  get path(): string {
    return this.filePath;
  }

  /** Everything known now, as plain data. */
  state(): AttributedText {
    return this.ledger.state();
  }

  /** The version at hand; immutable. */
  get version(): SpanTree {
    return this.ledger.version;
  }

  /** The origin that a run of a version names, also of committed text; null where nobody is known to have written it. */
  originOf(id: OriginId): Origin | null {
    return this.ledger.originOf(id);
  }

  text(): string {
    return this.ledger.text();
  }

  get length(): number {
    return this.ledger.length;
  }

  /** The text of `[from, to)`, in UTF-16 units. */
  slice(from: number, to: number): string {
    return this.ledger.version.text(from, to);
  }

  hasText(text: string): boolean {
    return this.ledger.version.hasText(text);
  }

  /** Enters edits of one origin. All key presses share one origin; anything else gets one of its own, which is returned. */
  edit(edits: readonly TextEdit[], origin: Origin): OriginId {
    this.introduce();
    const isTyping = origin.author === 'human' && origin.evidence === 'keystroke';
    const id = isTyping ? this.shared(origin) : this.define(origin);
    const revived = this.ledger.touchAgain(edits, this.revived);
    const applied = this.ledger.apply(edits, id);
    this.recordEdits(revived.length === 0 ? applied : [...revived, ...applied]);
    return id;
  }

  /** Enters an edit of a chat or an agent, or its rejection (`Ledger.applyAgentEdit`). */
  agentEdit(edits: readonly TextEdit[], origin: Origin, baseline: Baseline | null): OriginId {
    this.introduce();
    const id = origin.author === 'unknown' ? this.shared(origin) : this.define(origin);
    this.recordTravel(this.ledger.applyAgentEdit(edits, id, baseline?.version ?? null));
    return id;
  }

  /**
   * Enters what a tool changed: text that stands in for text that was there keeps its author, the rest has `origin`.
   * Returns every origin that the change gave, so that all of it can be corrected.
   */
  rewrite(edits: readonly TextEdit[], origin: Origin): OriginId[] {
    this.introduce();
    const heirs = new Map<string, OriginId>();
    // Of its own, so that a correction of this change reaches nothing else.
    const heir = (name: string, inherited: Origin): OriginId => {
      const id = heirs.get(name) ?? this.define(inherited);
      heirs.set(name, id);
      return id;
    };
    const own = this.define(origin);
    const nobody: Origin = { author: 'unknown', reason: 'edit', time: origin.time };
    const inherit: Heir = (id, source, rewritten) => {
      if (source === null) return rewritten ? own : heir('', nobody);
      if (!rewritten || source.author === 'unknown') return heir(`${id}`, source);
      return heir(`${id} rewritten`, { ...source, evidence: 'shape' });
    };
    this.recordEdits(this.ledger.rewrite(edits, own, inherit, this.revived));
    return [own, ...heirs.values()];
  }

  /** Enters edits that only take a chat's edits back. False, and nothing is entered, where they do more. */
  restore(edits: readonly TextEdit[], fallback: Origin, baseline: Baseline): boolean {
    this.introduce();
    const entered = this.ledger.restore(edits, this.shared(fallback), baseline.version);
    if (entered !== null) this.recordTravel(entered);
    return entered !== null;
  }

  /** Enters the edits of one change whose texts came with their origins; the parts of each cover its text. */
  editWithOrigins(edits: readonly (TextEdit & { readonly parts: readonly OriginPart[] })[]): void {
    this.introduce();
    const known = new Map<Origin, OriginId>();
    const idOf = (origin: Origin): OriginId => {
      const id = known.get(origin) ?? this.define(origin);
      known.set(origin, id);
      return id;
    };
    // From the end: offsets are those of the text before the change.
    for (const edit of [...edits].sort((a, b) => b.offset - a.offset)) {
      if (edit.parts.length === 0) this.recordEdits(this.ledger.apply([edit], 0));
      let at = 0;
      for (const { length, origin } of edit.parts) {
        const text = edit.text.slice(at, at + length);
        const part = { offset: edit.offset + at, removed: at === 0 ? edit.removed : 0, text };
        this.recordEdits(this.ledger.apply([part], idOf(origin)));
        at += length;
      }
    }
  }

  /** Better evidence of an earlier edit arrived. */
  correct(id: OriginId, origin: Origin): void {
    if (origin.author === 'ai') this.sink.aiSeen();
    this.ledger.correctOrigin(id, origin);
    this.sink.append([{ kind: 'origin', path: this.filePath, id, origin }]);
  }

  /** Better evidence arrived of text that shares its origin with other text; offsets in UTF-16 units. */
  reattribute(from: number, to: number, origin: Origin): void {
    this.introduce();
    this.recordEdits([this.ledger.reattribute(from, to, this.define(origin))]);
  }

  /** Enters an undo or redo; text that no former version has gets the fallback. */
  travel(edits: readonly TextEdit[], direction: 'undo' | 'redo', fallback: Origin): void {
    this.introduce();
    this.recordTravel(this.ledger.travel(edits, direction, this.shared(fallback)));
  }

  /** Takes over a text that changed unseen. True if it differed. */
  reconcile(text: string, origin: Origin): boolean {
    if (this.hasText(text)) return false;
    this.introduce();
    this.recordTravel(this.ledger.reconcile(text, this.shared(origin)));
    return true;
  }

  /** Takes over who wrote the same text from somebody who saw it. False when that tells no more than is known. */
  learn(state: AttributedText): boolean {
    if (!this.hasText(state.text) || unseenLength(state) >= unseenLength(this.state())) return false;
    return this.adopt(state);
  }

  /** Takes over who wrote the same text where it was written, as far as that is not known here. True if it told more. */
  takeOver(state: AttributedText): boolean {
    if (!this.hasText(state.text)) return false;
    const known = withElsewhere(this.state(), state);
    return known !== null && this.adopt(known);
  }

  /** Takes over an account of the same text as it is. False when it is of another text. */
  adopt(state: AttributedText): boolean {
    if (!this.hasText(state.text)) return false;
    this.introduce();
    this.ledger.adopt(state);
    this.sink.append(stateRecords(this.filePath, { current: this.current(), saved: [] }));
    if (hasAi(this.current())) this.sink.aiSeen();
    return true;
  }

  /** The file on disk has, or is about to have, the current text. */
  save(): void {
    if (!this.introduced) return;
    const version = this.current();
    if (this.saved[this.saved.length - 1]?.tree === version.tree) return;
    this.saved.push(version);
    if (this.saved.length > MAX_SAVED) this.saved.shift();
    const { fingerprint } = this.ledger.version;
    this.sink.append([{ kind: 'saved', path: this.filePath, time: version.time, fingerprint }]);
  }

  move(to: string): void {
    if (this.introduced) this.sink.append([{ kind: 'moved', path: this.filePath, to }]);
    this.filePath = to;
  }

  /** Learns who wrote lines of HEAD, as its note attests them: not work in progress, yet a tool may rewrite them. */
  remember(committed: AttributedText): void {
    this.ledger.remember(committed);
  }

  /**
   * Forgets what stands in `committed`, the file's content at HEAD ('' when it has none). The caller compacts after. A
   * repository with a stash may bring former versions back.
   */
  settle(committed: string, hasStash = false): void {
    const settled = settleFile({ current: this.current(), saved: this.saved }, committed, () => hasStash);
    this.ledger.settle(committed);
    this.saved = [...(settled?.saved ?? [])];
  }

  /** What a journal must keep of this file; null when nothing is known about it. */
  kept(): JournalledFile | null {
    const current = this.current();
    const knows = current.tree.runs().some((run) => run.origin > 0);
    if (!knows && this.saved.length === 0) return null;
    return { current: withoutPast(current), saved: recentVersions(this.saved).map(withoutPast) };
  }

  /** The journal was rewritten with what `kept()` gave. */
  rewritten(): void {
    this.introduced = this.kept() !== null;
  }

  /** Whether it is known of any text in progress who wrote it. */
  knowsAuthors(): boolean {
    return [this.current(), ...this.saved].some(knowsAuthors);
  }

  hasAi(): boolean {
    return hasAi(this.current()) || this.saved.some(hasAi);
  }

  private current(): FileVersion {
    return { tree: this.ledger.version, origins: this.ledger.knownOrigins, time: this.changed };
  }

  private introduce(): void {
    if (this.introduced) return;
    this.introduced = true;
    this.sink.append(stateRecords(this.filePath, { current: this.current(), saved: this.saved }));
  }

  private define(origin: Origin): OriginId {
    if (origin.author === 'ai') this.sink.aiSeen();
    const id = this.ledger.addOrigin(origin);
    this.sink.append([{ kind: 'origin', path: this.filePath, id, origin }]);
    return id;
  }

  /** Committed text that is in progress again has an origin that no correction of the change at hand reaches. */
  private readonly revived: Heir = (id, origin) => {
    const kind = `past ${id}`;
    const known = this.sharedIds.get(kind) ?? (origin === null ? 0 : this.define(origin));
    this.sharedIds.set(kind, known);
    return known;
  };

  /** Origins that no later evidence corrects are kept once per kind: there would be one for every key otherwise. */
  private shared(origin: Origin): OriginId {
    const kind = origin.author === 'unknown' ? origin.reason : `${origin.author} ${origin.evidence}`;
    const id = this.sharedIds.get(kind) ?? this.define(origin);
    this.sharedIds.set(kind, id);
    return id;
  }

  /** Where a former version comes back, the edits do not tell who wrote it. */
  private recordTravel(edits: readonly EnteredEdit[]): void {
    this.recordEdits(edits);
    this.sink.append([{ kind: 'runs', path: this.filePath, runs: this.ledger.version.runs() }]);
    if (hasAi(this.current())) this.sink.aiSeen();
  }

  private recordEdits(edits: readonly EnteredEdit[]): void {
    this.changed = this.clock();
    const { length } = this.ledger;
    this.sink.append([{ kind: 'edit', path: this.filePath, time: this.changed, edits, length }]);
  }
}

function knowsAuthors({ tree, origins }: FileVersion): boolean {
  return tree.runs().some(({ origin }) => origin > 0 && (origins[origin]?.author ?? 'unknown') !== 'unknown');
}
