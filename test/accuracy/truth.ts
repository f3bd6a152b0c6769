/**
 * The truth about each character: the editor's own account of every change, replayed with plain strings. Nothing here
 * is shared with the product.
 */
import {
  keepCompleted,
  keepEnds,
  keepEqual,
  keepReread,
  keepWritten,
  linesOf,
  matches,
  visible,
} from './align';
import { joined, part, replaced, writtenBy } from './authoredText';
import type { AuthoredText, Letter } from './authoredText';
import type { ChangeRecord, ProbeEdit, ProbeRecord } from './probeRecord';
import { TextHistory } from './textHistory';
import { copiedFromBeside, transformed } from './transform';

const LETTERS = { ai: 'a', human: 'h', unknown: 'u' } as const satisfies Record<string, Letter>;

/** Tools of the editor that have no source of their own, by the names that they give. Extensions have none of these. */
const ASKED_FOR =
  /^(editor\.action\..+|formatEditsCommand|insertFinalNewLine|linkedEditing|snippet\..+|suggestController\..+|inlayHint\.default|colorpicker)$/;

export class Truth {
  private readonly documents = new Map<string, TextHistory>();
  private readonly touchedDocuments = new Set<string>();
  private readonly committed = new Map<string, string>();
  private clipboard: AuthoredText | null = null;
  private asked = false;

  /** The documents whose text changed, by URI. */
  get touched(): readonly string[] {
    return [...this.touchedDocuments];
  }

  /** The text of a document and its authors; null for one that was never open. */
  of(doc: string): AuthoredText | null {
    return this.documents.get(doc)?.now ?? null;
  }

  /** The same, less the lines that stand in the last commit: its note speaks of them, and nothing else does any more. */
  uncommitted(doc: string): AuthoredText | null {
    const now = this.of(doc);
    const committed = this.committed.get(doc);
    return now === null || committed === undefined ? now : without(now, committed);
  }

  apply(record: ProbeRecord): void {
    switch (record.type) {
      case 'open':
        return this.open(record.doc, record.text);
      case 'close':
        return;
      case 'change':
        return this.change(record);
      case 'copy':
        this.clipboard = this.selected(record.doc, record.ranges);
        return;
      case 'asked':
        this.asked = record.asked;
        return;
      case 'copiedOutside':
        this.clipboard = null;
        return;
      case 'committed':
        this.committed.set(record.doc, record.text);
        return;
      case 'moved':
        return this.move(record.from, record.to);
      case 'authors':
        return this.tellAuthors(record.doc, { text: record.text, authors: record.authors });
      case 'declared':
        return this.declare(record.doc, record.text, LETTERS[record.author]);
    }
  }

  /** A text that changed while its document was closed, or the window reloaded, was changed by nobody whom we saw. */
  private open(doc: string, text: string): void {
    const known = this.documents.get(doc);
    if (known === undefined) this.documents.set(doc, new TextHistory(writtenBy('-', text)));
    else if (known.now.text !== text) {
      this.touchedDocuments.add(doc);
      known.goBack(text, keepReread(known.now, text, '?'));
    }
  }

  private move(from: string, to: string): void {
    const known = this.documents.get(from);
    if (known === undefined) return;
    const opened = this.documents.get(to);
    this.documents.delete(from);
    if (this.touchedDocuments.delete(from)) this.touchedDocuments.add(to);
    this.documents.set(to, known);
    if (opened !== undefined) this.open(to, opened.now.text);
  }

  private tellAuthors(doc: string, text: AuthoredText): void {
    this.touchedDocuments.add(doc);
    this.documents.set(doc, new TextHistory(text));
  }

  private declare(doc: string, text: string, letter: Letter): void {
    const history = this.documents.get(doc);
    const at = history?.now.text.indexOf(text) ?? -1;
    if (history === undefined || at < 0) throw new Error(`${JSON.stringify(text)} is not in ${doc}.`);
    history.amend(
      replaced(history.now, [{ offset: at, removed: text.length, piece: writtenBy(letter, text) }]),
    );
  }

  private selected(doc: string, ranges: readonly (readonly [number, number])[]): AuthoredText {
    const { now } = this.history(doc);
    return joined(
      ranges.map(([start, end]) => {
        if (start !== end) return part(now, start, end);
        const lineEnd = now.text.indexOf('\n', start);
        return part(now, now.text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? undefined : lineEnd + 1);
      }),
    );
  }

  private history(doc: string): TextHistory {
    const history = this.documents.get(doc);
    if (history === undefined) throw new Error(`${doc} changed before it was opened.`);
    return history;
  }

  private change(change: ChangeRecord): void {
    const history = this.history(change.doc);
    this.touchedDocuments.add(change.doc);
    if (change.reason !== null) return history.travel(change.edits, change.reason === 1 ? 'undo' : 'redo');
    if (this.asked && (change.source === 'unknown' || change.source === 'applyEdits')) {
      return history.push(transformed(history.now, change.edits, 'h'));
    }
    if (takesBack(change)) return history.goBack(...this.rewritten(history.now, change.edits, '?'));
    const { kind } = change.metadata;
    if (change.source === 'cursor' && kind === 'cut') {
      const gone = [...change.edits].sort((one, other) => one.offset - other.offset);
      this.clipboard = joined(gone.map((edit) => removedBy(edit, history.now)));
    }
    history.push(this.after(history.now, change));
  }

  private after(before: AuthoredText, change: ChangeRecord): AuthoredText {
    const { source, metadata, edits } = change;
    switch (source) {
      case 'inlineCompletionAccept':
      case 'inlineCompletionPartialAccept':
        return eachEdit(before, edits, (edit) => keepCompleted(removedBy(edit, before), edit.text, 'a'));
      case 'Chat.applyEdits':
      case 'inlineChat.applyEdits':
        return eachEdit(before, edits, (edit) => keepWritten(removedBy(edit, before), edit.text, 'a'));
      case 'cursor':
        return this.afterCursor(before, metadata, edits);
      case 'suggest':
        return eachEdit(before, edits, (edit) => keepEnds(removedBy(edit, before), edit.text, 'h'));
      case 'snippet':
        return eachEdit(before, edits, (edit) => keepEqual(removedBy(edit, before), edit.text, 'h'));
      case 'rename':
      case 'codeAction':
      case 'eolChange':
        return transformed(before, edits, 'h');
      case 'unknown':
        if (ASKED_FOR.test(String(metadata['name']))) return transformed(before, edits, 'h');
        break;
      default:
    }
    return eachEdit(before, edits, (edit) => keepEqual(removedBy(edit, before), edit.text, 'u'));
  }

  private afterCursor(
    before: AuthoredText,
    { kind, detailedSource }: Readonly<Record<string, unknown>>,
    edits: readonly ProbeEdit[],
  ): AuthoredText {
    if (kind === 'paste') return this.pasted(before, edits);
    if (kind !== 'executeCommand' && kind !== 'executeCommands') {
      return eachEdit(before, edits, ({ text }) => writtenBy('h', text));
    }
    if (/copyLines|duplicateSelection/.test(String(detailedSource))) {
      return eachEdit(before, edits, (edit) => copiedFromBeside(before, edit) ?? writtenBy('h', edit.text));
    }
    if (detailedSource === 'editor.contrib.dragAndDrop') {
      const taken = edits.map((edit) => removedBy(edit, before));
      return eachEdit(before, edits, ({ text }) => {
        return taken.find((dragged) => dragged.text === text) ?? writtenBy('h', text);
      });
    }
    if (/comment/i.test(String(detailedSource))) {
      return eachEdit(before, edits, (edit) => keepEqual(removedBy(edit, before), edit.text, 'h'));
    }
    return transformed(before, edits, 'h');
  }

  /** The whole clipboard at every cursor, or spread over them in order. Blanks may be written anew. */
  private pasted(before: AuthoredText, edits: readonly ProbeEdit[]): AuthoredText {
    const source = this.clipboard === null ? null : visibleOf(this.clipboard);
    const inOrder = [...edits].sort((one, other) => one.offset - other.offset);
    const spread = source !== null && inOrder.map(visible).join('') === source.text;
    let next = 0;
    const pieces = new Map<ProbeEdit, AuthoredText>();
    for (const edit of inOrder) {
      const length = visible(edit).length;
      const whole = visible(edit) === source?.text;
      const from = source === null || !(spread || whole) ? null : part(source, spread ? next : 0);
      next += length;
      pieces.set(edit, pasteOf(from, edit.text));
    }
    return eachEdit(before, edits, (edit) => pieces.get(edit) ?? writtenBy('u', edit.text));
  }

  private rewritten(
    before: AuthoredText,
    edits: readonly ProbeEdit[],
    fresh: string,
  ): [string, AuthoredText] {
    const after = eachEdit(before, edits, (edit) => keepReread(removedBy(edit, before), edit.text, fresh));
    return [after.text, after];
  }
}

/** Agent edits that were rejected, files that were read anew: the text goes back to what it was. */
function takesBack({ source, metadata }: ChangeRecord): boolean {
  if (source === 'unknown') return /^(pushEditOperation|editSessionUndoRedo)$/.test(String(metadata['name']));
  return ['Chat.undoEdits', 'Chat.reset', 'reloadFromDisk', 'setValue'].includes(source ?? '');
}

function removedBy({ offset, removed }: ProbeEdit, before: AuthoredText): AuthoredText {
  return part(before, offset, offset + removed);
}

function eachEdit(
  before: AuthoredText,
  edits: readonly ProbeEdit[],
  pieceOf: (edit: ProbeEdit) => AuthoredText,
): AuthoredText {
  return replaced(
    before,
    edits.map((edit) => ({ offset: edit.offset, removed: edit.removed, piece: pieceOf(edit) })),
  );
}

/** Lines that stayed as they are written are nobody's: blanks count here, for a commit has them too. */
function without(now: AuthoredText, committed: string): AuthoredText {
  let { authors } = now;
  for (const [line] of matches(linesOf(now), linesOf(writtenBy('-', committed)), ({ text }) =>
    text.trimEnd(),
  )) {
    authors =
      authors.slice(0, line.start) +
      '-'.repeat(line.text.length) +
      authors.slice(line.start + line.text.length);
  }
  return { text: now.text, authors };
}

function visibleOf({ text, authors }: AuthoredText): AuthoredText {
  const shown = [...authors].filter((_, index) => !/\s/.test(text[index] ?? ''));
  return { text: visible({ text }), authors: shown.join('') };
}

/** Of text that nobody is known to have written, no more is known after a copy. */
function pasteOf(source: AuthoredText | null, text: string): AuthoredText {
  let next = 0;
  const authors = [...writtenBy('u', text).authors].map((unknown, index) => {
    if (source === null || /\s/.test(text[index] ?? '')) return unknown;
    const letter = source.authors[next++];
    return letter === undefined || letter === '-' ? unknown : letter;
  });
  return { text, authors: authors.join('') };
}
