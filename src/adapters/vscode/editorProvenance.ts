/**
 * The uncommitted authorship of open documents, line by line, for everything that draws.
 */
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import { lineAuthors, type LineAuthor } from '../../core/ledger/lineAuthors';
import type { CriticalRule, Policy } from '../../core/policy/policy';
import type { DocumentTracker, TrackedChange } from './documentTracker';

/** While a person types, surfaces are told at this pace at most; milliseconds. */
const TYPING_PACE = 150;
/** And they rest this many times as long as they took: in a large file they take longer than hundreds of keys. */
const REST = 20;

interface Answer {
  readonly uri: vscode.Uri;
  readonly version: number;
  readonly repository: { readonly root: string };
  readonly path: string;
  readonly lines: readonly (LineAuthor | null)[];
  readonly rule: CriticalRule | null;
  readonly groups: Policy['groups'];
}

export class EditorProvenance implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<vscode.TextDocument>());
  private readonly answers = new Map<vscode.TextDocument, Answer>();
  /** The lines that the surfaces were told of last. */
  private readonly told = new Map<vscode.TextDocument, Answer['lines']>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  /** Milliseconds that the surfaces took for a document. */
  private readonly costs = new Map<vscode.TextDocument, number>();

  /** Fires at once when more than typing happened, and at a calm pace while a person types. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly tracker: DocumentTracker) {
    this.store.add(tracker.onDidChange((change) => this.noticed(change)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.store.add({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
  }

  /** The authorship of a document as it is now; null when it is not followed. Computed once per version. */
  provenanceOf(document: vscode.TextDocument): Answer | null {
    const known = this.answers.get(document);
    if (known?.version === document.version) return known;
    const file = this.tracker.of(document)?.file;
    const place = this.tracker.placeOf(document);
    if (!file || place === null) return null;
    const answer: Answer = {
      uri: document.uri,
      version: document.version,
      repository: { root: place.worktree.repository.root },
      path: place.path,
      lines: lineAuthors(file.state()),
      rule: place.worktree.ruleOf(place.path),
      groups: place.worktree.groups,
    };
    this.answers.set(document, answer);
    return answer;
  }

  dispose(): void {
    this.store.dispose();
  }

  private noticed({ document, entered }: TrackedChange): void {
    this.answers.delete(document);
    if (entered !== 'typed') return this.fire(document);
    if (this.timers.has(document)) return;
    const pace = Math.max(TYPING_PACE, REST * (this.costs.get(document) ?? 0));
    this.timers.set(
      document,
      setTimeout(() => this.typed(document), pace),
    );
  }

  /** Most keys change no line's author, and the editor moves what is drawn with the text. */
  private typed(document: vscode.TextDocument): void {
    const told = this.told.get(document);
    const began = performance.now();
    const now = this.provenanceOf(document);
    if (now === null || told === undefined || !isSame(now.lines, told)) return this.fire(document, began);
    this.timers.delete(document);
    this.costs.set(document, performance.now() - began);
  }

  private fire(document: vscode.TextDocument, began = performance.now()): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    const answer = this.provenanceOf(document);
    if (answer !== null) this.told.set(document, answer.lines);
    this.changed.fire(document);
    this.costs.set(document, performance.now() - began);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.costs.delete(document);
    this.answers.delete(document);
    this.told.delete(document);
  }
}

function isSame(one: Answer['lines'], other: Answer['lines']): boolean {
  return one.length === other.length && one.every((line, at) => isSameAuthor(line, other[at] ?? null));
}

function isSameAuthor(one: LineAuthor | null, other: LineAuthor | null): boolean {
  if (one === null || other === null || one === other) return one === other;
  return (
    one.author === other.author &&
    one.mixed === other.mixed &&
    one.origin === other.origin &&
    one.aiPart === other.aiPart
  );
}
