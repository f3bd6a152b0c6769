/**
 * Who wrote each character of one document. Follows every edit, undo and redo included.
 */
import type { AttributedText, Origin } from '../model';
import { attributedText, runsOf } from './attributedText';
import { inheritedEdits, type InheritedEdit } from './inheritance/inheritance';
import { learntRuns } from './learntRuns';
import { OverwrittenTexts } from './overwrittenTexts';
import { PastOrigins } from './pastOrigins';
import { placedEdits, type TextRange } from './placedEdits';
import { isBlankLines, removedLines } from './removedLines';
import { restoredRuns } from './restoredRuns';
import { rewordedEdits } from './rewordedEdits';
import type { OriginId, Run } from './runs';
import { settledRuns } from './settledRuns';
import { SpanTree } from './spanTree';
import { textEdits, type TextEdit } from './textEdits';
import { brokenLines, rewrittenLines } from './touchedAgain';
import { trimmedEdit } from './trimmedEdit';
import { VersionHistory } from './versionHistory';

/** One edit as it was entered: with `id`, or a gap of `id` in front of it when an AI removed lines or words. */
export interface EnteredEdit extends TextEdit {
  readonly runs: readonly Run[];
}

/**
 * Names the origin of text that stands in for text of another origin; that is null where nobody is known to have
 * written it. `rewritten`: other characters stand in for it.
 */
export type Heir = (source: OriginId, origin: Origin | null, rewritten: boolean) => OriginId;

export class Ledger {
  private history: VersionHistory;
  private readonly overwritten = new OverwrittenTexts();
  private readonly past = new PastOrigins((id) => this.originOf(id));

  private constructor(
    private tree: SpanTree,
    private readonly origins: (Origin | null)[],
  ) {
    this.history = new VersionHistory(tree);
  }

  /** A ledger that knows nothing of its text yet. */
  static of(text: string): Ledger {
    return new Ledger(SpanTree.of(text), [null]);
  }

  /** A ledger of a version that was kept. `origins[0]` is null; runs refer to origins by index. */
  static restore(tree: SpanTree, origins: readonly (Origin | null)[]): Ledger {
    return new Ledger(tree, [...origins]);
  }

  get length(): number {
    return this.tree.length;
  }

  /** The version at hand; immutable. */
  get version(): SpanTree {
    return this.tree;
  }

  get knownOrigins(): readonly (Origin | null)[] {
    return this.origins;
  }

  text(): string {
    return this.tree.text();
  }

  /** Adds an origin, to be named by the edits that follow. */
  addOrigin(origin: Origin): OriginId {
    return this.origins.push(origin) - 1;
  }

  /** Corrects an origin after the fact, in every version: stronger evidence of the same edit arrived. */
  correctOrigin(id: OriginId, origin: Origin): void {
    if (id > 0 && id < this.origins.length) this.origins[id] = origin;
  }

  /** The origin of an id, also of committed text; null where nobody is known to have written it. */
  originOf(id: OriginId): Origin | null {
    return id < 0 ? this.past.of(id) : (this.origins[id] ?? null);
  }

  /**
   * Enters the edits of one change event, all offsets in the text before it (as editors report them). What an edit
   * writes over with the same text keeps its origin at both ends. Returns the edits as they were entered, in order.
   */
  apply(edits: readonly TextEdit[], id: OriginId): EnteredEdit[] {
    const entered = fromTheEnd(edits)
      .map((edit) => this.enter(edit, id))
      .filter((edit) => edit.removed > 0 || edit.text !== '');
    this.history.push(this.tree);
    return entered;
  }

  /**
   * Enters what a tool changed: what the edits kept, moved, copied or wrote differently gets the origins that `heir` names,
   * the rest gets `id`. Committed text on the same lines is in progress again: `revived` names its origin. Returns the
   * edits as they were entered, in order.
   */
  rewrite(edits: readonly TextEdit[], id: OriginId, heir: Heir, revived: Heir): EnteredEdit[] {
    const before = this.tree;
    const inherited = inheritedEdits(
      {
        length: before.length,
        text: (from, to) => before.text(from, to),
        authorAt: (offset) => this.originOf(originAt(before, offset))?.author ?? null,
      },
      edits,
    );
    const alive = this.past.isEmpty ? [] : this.revive(rewrittenLines(before, inherited), revived);
    const now = this.tree;
    const entered = inherited.reverse().map(({ offset, removed, text, pieces }) => {
      const runs = pieces.flatMap((piece) => this.heirs(now, piece, id, heir));
      this.tree = this.tree.replace(offset, offset + removed, text, runs);
      return { offset, removed, text, runs };
    });
    this.history.push(this.tree);
    return [...alive, ...entered];
  }

  /**
   * Committed text on lines that these edits are about to break, join or indent is in progress again: `revived` names
   * its origin. To be called before the edits are entered.
   */
  touchAgain(edits: readonly TextEdit[], revived: Heir): EnteredEdit[] {
    return this.past.isEmpty ? [] : this.revive(brokenLines(this.tree, edits), revived);
  }

  /** Remembers who wrote lines of HEAD that nobody has touched since. `committed` is the file as HEAD has it. */
  remember(committed: AttributedText): void {
    const runs = runsOf(committed, (origin) => this.past.add(origin));
    const isOpen = (id: OriginId): boolean => id === 0 || (id < 0 && this.originOf(id)?.author === 'unknown');
    const known = { text: committed.text, runs };
    const lacking = { isOpen, otherwise: 0, needsWords: false };
    this.tree = this.tree.withRuns(learntRuns(this.tree.text(), this.tree.runs(), known, lacking));
    this.history.amend(this.tree);
  }

  /**
   * Enters an undo or a redo: the text goes back to a former version and so do its origins, which need not follow from
   * the returned edits. When no former version has that text, what came in gets the fallback.
   */
  travel(edits: readonly TextEdit[], direction: 'undo' | 'redo', fallback: OriginId): EnteredEdit[] {
    const entered = fromTheEnd(edits).map((edit) => this.enter(edit, fallback));
    const former = this.history.travel(this.tree, direction);
    if (former === null) this.history.push(this.tree);
    else this.tree = former;
    return entered;
  }

  /**
   * Takes over a text that changed unseen. A text that the document had before comes back with its authors, as when git
   * takes work away and brings it back; otherwise what stayed keeps its origin, lines that came back have theirs, and the
   * rest gets `id`.
   */
  reconcile(text: string, id: OriginId): EnteredEdit[] {
    const before = this.tree;
    if (before.hasText(text)) return [];
    const entered = this.travel(textEdits(before.text(), text), 'undo', id);
    this.tree = this.overwritten.regained(before, this.tree, id);
    this.history.amend(this.tree);
    return entered;
  }

  /**
   * Enters an edit of a chat or an agent: words that it kept keep their origin. The editor makes such edits also to
   * reject them, so what only puts back text of `baseline` (the document without the chat's edits), or leads to a former
   * version, has its origins from there. Without a baseline all that is new gets `id`. Returns the edits as for `travel`.
   */
  applyAgentEdit(edits: readonly TextEdit[], id: OriginId, baseline: SpanTree | null): EnteredEdit[] {
    const parts = fromTheEnd(edits.flatMap((edit) => this.wordEdits(edit)));
    const entered = parts.map((edit) => this.enter(edit, id));
    if (baseline !== null) this.tree = this.restored(parts, baseline).tree;
    this.history.push(this.tree);
    return entered;
  }

  /**
   * Enters edits that do nothing but take a chat's edits back, as above; `fallback` is for their record. Null, and
   * nothing is entered, where they do more.
   */
  restore(edits: readonly TextEdit[], fallback: OriginId, baseline: SpanTree): EnteredEdit[] | null {
    const before = this.tree;
    const parts = fromTheEnd(edits.flatMap((edit) => this.wordEdits(edit)));
    const entered = parts.map((edit) => this.enter(edit, fallback));
    const { tree, all } = this.restored(parts, baseline);
    this.tree = all ? tree : before;
    if (!all) return null;
    this.history.push(tree);
    return entered;
  }

  /** Gives a piece of the text another origin: better evidence arrived of an edit that shares its origin with others. */
  reattribute(from: number, to: number, id: OriginId): EnteredEdit {
    const text = this.tree.text(from, to);
    const runs: Run[] = [{ length: text.length, origin: id }];
    this.tree = this.tree.replace(from, to, text, runs);
    this.history.amend(this.tree);
    return { offset: from, removed: to - from, text, runs };
  }

  /** Takes over a version of the same text that knows more, with its origins. */
  adopt(state: AttributedText): void {
    const runs = runsOf(state, (origin) => this.addOrigin(origin));
    this.tree = this.tree.withRuns(runs);
    this.history.push(this.tree);
  }

  /**
   * Takes what is in `committed` (the file's content at HEAD) out of what is in progress: those lines are history now.
   * True if that changed anything.
   */
  settle(committed: string): boolean {
    const runs = this.tree.runs();
    if (runs.every((run) => run.origin <= 0)) return false;
    const settled = settledRuns(this.tree.text(), runs, committed, (id) => this.past.idOf(id));
    this.tree = this.tree.withRuns(settled);
    this.history.amend(this.tree);
    return true;
  }

  /** Everything known, as plain data. */
  state(): AttributedText {
    return attributedText(this.tree, this.origins);
  }

  /** The version at hand with what `edits` have just restored; `all` when there is nothing else in them. */
  private restored(edits: readonly TextEdit[], baseline: SpanTree): { tree: SpanTree; all: boolean } {
    const former = baseline.sameText(this.tree) ? baseline : this.history.find(this.tree);
    if (former !== null) return { tree: former, all: true };
    const { runs, all } = restoredRuns(this.tree, placedEdits(edits), baseline);
    return { tree: this.tree.withRuns(runs), all };
  }

  private wordEdits(edit: TextEdit): TextEdit[] {
    if (edit.removed === 0 || edit.text === '') return [edit];
    const old = this.tree.text(edit.offset, edit.offset + edit.removed);
    return rewordedEdits(old, edit.text).map((part) => ({ ...part, offset: part.offset + edit.offset }));
  }

  private revive(lines: readonly TextRange[], revived: Heir): EnteredEdit[] {
    const entered: EnteredEdit[] = [];
    for (const { start, end } of lines) {
      let offset = start;
      for (const { length, origin } of this.tree.runs(start, end)) {
        if (origin < 0) {
          const text = this.tree.text(offset, offset + length);
          const runs = [{ length, origin: revived(origin, this.originOf(origin), false) }];
          this.tree = this.tree.replace(offset, offset + length, text, runs);
          entered.push({ offset, removed: length, text, runs });
        }
        offset += length;
      }
    }
    return entered;
  }

  private heirs(
    before: SpanTree,
    { length, how, source }: InheritedEdit['pieces'][number],
    id: OriginId,
    heir: Heir,
  ): Run[] {
    if (how === 'none' || how === 'replaced') return [{ length, origin: id }];
    if (how === 'rewritten') {
      const origin = originAt(before, source);
      return [{ length, origin: heir(origin, this.originOf(origin), true) }];
    }
    const runs = before.runs(source, source + length).filter((run) => run.length > 0);
    if (how === 'kept') return runs;
    return runs.map((run) => ({
      length: run.length,
      origin: heir(run.origin, this.originOf(run.origin), false),
    }));
  }

  private enter(edit: TextEdit, id: OriginId): EnteredEdit {
    const old = this.tree.text(edit.offset, edit.offset + edit.removed);
    const origin = this.origins[id];
    // A person who types a letter over the same letter has typed it all the same.
    const isTyped = origin?.author === 'human' && origin.evidence === 'keystroke';
    const { offset, removed, text } = isTyped ? edit : trimmedEdit(edit, old);
    const runs: Run[] = [{ length: text.length, origin: id }];
    if (removed > 0 && origin?.author === 'ai') {
      const lines = removedLines(this.tree, offset, offset + removed);
      // A mark without lines is one inside a line, which makes it mixed.
      if (lines.length > 0 || !isBlankLines(this.tree, offset, offset + removed))
        runs.unshift({ length: 0, origin: id, removed: lines });
    }
    this.tree = this.tree.replace(offset, offset + removed, text, runs);
    return { offset, removed, text, runs };
  }
}

/** Edits whose offsets are those of the text before all of them, in an order in which each stays true. */
function fromTheEnd(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.length < 2 ? edits : [...edits].sort((a, b) => b.offset - a.offset);
}

function originAt(tree: SpanTree, offset: number): OriginId {
  return tree.runs(offset, offset + 1).find((run) => run.length > 0)?.origin ?? 0;
}
