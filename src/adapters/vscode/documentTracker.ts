/**
 * Follows every open file of the window: editor events in, ledgers and journal out.
 */
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { EditEvent } from '../../core/detection/editEvent';
import type { Verdict } from '../../core/detection/verdict';
import { DisposableStore, type Disposable } from '../../core/disposable';
import type { SignalBook } from '../../core/detection/signalBook';
import { UNNAMED_TOOL } from '../../core/detection/completionTools';
import type { Clock, Logger } from '../../core/ports';
import { Drafts } from './drafts';
import { editEvent, plainKeyEvent } from './editorEdit';
import { FileOnDisk } from './fileOnDisk';
import { FollowedDocument, type Entered } from './followedDocument';
import { CELL_SCHEME, followedSchemes } from './followedSchemes';
import { NewRepositories } from './newRepositories';
import { roundTrip } from './roundTrip';
import { TypedAhead } from './typedAhead';
import type { PlacedFile, Worktrees } from './worktrees';

/** Files larger than this, in UTF-16 units, are not followed: their lines count as unknown. */
const MAX_LENGTH = 20_000_000;

export interface TrackedChange {
  readonly document: vscode.TextDocument;
  readonly entered: Entered;
}

interface Followed {
  readonly document: FollowedDocument;
  /** Null for what is no file. */
  readonly disk: FileOnDisk | null;
  place: PlacedFile | null;
  saving: boolean;
  isSettling: boolean;
}

export class DocumentTracker implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new vscode.EventEmitter<TrackedChange>());
  private readonly aiSeen = this.store.add(new vscode.EventEmitter<PlacedFile>());
  private readonly began = this.store.add(new vscode.EventEmitter<vscode.TextDocument>());
  private readonly followed = new Map<vscode.TextDocument, Followed>();
  private readonly drafts: Drafts;
  /** Whether the log says already what is heard from the editor. */
  private hasSaid = false;

  /** Fires after a change was entered, or what is known of a document changed otherwise. */
  readonly onDidChange = this.changed.event;
  /** Fires when a document begins to be followed. */
  readonly onDidFollow = this.began.event;
  /** Fires when an AI wrote in a file of a repository. */
  readonly onDidSeeAi = this.aiSeen.event;

  /** `completionTool` names the tool whose inline completions the user sees now. */
  constructor(
    private readonly worktrees: Worktrees,
    private readonly completionTool: () => string | null,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly signals: SignalBook,
  ) {
    this.drafts = new Drafts(clock);
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => this.follow(document)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.close(document)));
    this.store.add(vscode.workspace.onDidChangeTextDocument((event) => this.change(event)));
    this.store.add(vscode.window.onDidChangeTextEditorSelection((event) => this.selected(event)));
    this.store.add(vscode.workspace.onWillSaveTextDocument(({ document }) => this.willSave(document)));
    this.store.add(vscode.workspace.onDidSaveTextDocument((document) => this.didSave(document)));
    this.store.add(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        this.rename(files).catch((error: unknown) =>
          this.log.error('A rename could not be followed.', error),
        );
      }),
    );
    this.store.add(worktrees.onDidOpen((worktree) => this.watch(worktree)));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.openAll()));
    this.store.add(new NewRepositories(() => this.openAll(), log));
    this.openAll();
  }

  /** What is followed of a document; null when it is not, or not yet. */
  of(document: vscode.TextDocument): FollowedDocument | null {
    return this.followed.get(document)?.document ?? null;
  }

  /** What is followed of the file with this path part of an address; null when it is not, or not yet. */
  at(path: string): FollowedDocument | null {
    for (const [{ uri }, followed] of this.followed)
      if (uri.path === path && uri.scheme !== CELL_SCHEME) return followed.document;
    return null;
  }

  /** Where a document lies, once that is known. */
  placeOf(document: vscode.TextDocument): PlacedFile | null {
    return this.followed.get(document)?.place ?? null;
  }

  /** An accept command ran in the active editor. */
  accepted(): void {
    this.signals.accepted();
    const document = vscode.window.activeTextEditor?.document;
    const followed = document === undefined ? undefined : this.followed.get(document);
    if (document === undefined || followed === undefined) return;
    const time = this.clock();
    const tool = this.completionTool() ?? UNNAMED_TOOL;
    const origin = { author: 'ai', tool, model: null, session: null, evidence: 'command', time } as const;
    if (!followed.document.accepted(origin))
      return this.log.debug('An accept command came without a change.');
    if (followed.saving) followed.place?.worktree.journal.flush();
    this.tell(document, followed, 'written');
    if (followed.place !== null) this.aiSeen.fire(followed.place);
  }

  /** An AI wrote in a file that is not followed as a document. */
  sawAi(place: PlacedFile): void {
    this.aiSeen.fire(place);
  }

  dispose(): void {
    this.store.dispose();
    for (const document of [...this.followed.keys()]) this.close(document);
  }

  private sayWhatTheEditorTells({ host }: EditEvent): void {
    if (this.hasSaid) return;
    this.hasSaid = true;
    this.log.info(`The editor ${host === null ? 'does not say' : 'says'} who makes an edit.`);
  }

  private openAll(): void {
    for (const document of vscode.workspace.textDocuments) this.follow(document);
  }

  private follow(document: vscode.TextDocument): void {
    this.open(document).catch((error: unknown) => {
      this.log.error(`${document.uri.fsPath} could not be followed.`, error);
    });
  }

  private async open(document: vscode.TextDocument): Promise<void> {
    if (!isFollowed(document) || this.store.isDisposed) return;
    const known = this.followed.get(document);
    if (known !== undefined) return this.place(document, known, known.document.file?.text() ?? '');
    const text = document.getText();
    if (text.length > MAX_LENGTH) return this.log.info(`${document.uri.fsPath} is too large to follow.`);
    const followed: Followed = {
      document: new FollowedDocument((verdict, entered) => this.entered(document, verdict, entered)),
      disk: document.uri.scheme === 'file' ? new FileOnDisk(document.uri.fsPath) : null,
      place: null,
      saving: false,
      isSettling: false,
    };
    this.followed.set(document, followed);
    this.began.fire(document);
    await this.place(document, followed, text);
  }

  /** Finds the repository of a document that is followed in memory only, or not yet. `text`: what is known to be in it. */
  private async place(document: vscode.TextDocument, followed: Followed, text: string): Promise<void> {
    if (followed.place !== null) return;
    const place = document.uri.scheme === 'file' ? await this.worktrees.ofFile(document.uri.fsPath) : null;
    if (this.followed.get(document) !== followed || followed.place !== null) return;
    const { file } = followed.document;
    if (place === null)
      return file === null ? followed.document.attach(this.drafts.recorderOf(document, text)) : undefined;
    followed.place = place;
    const recorder = place.worktree.journal.recorderOf(place.path, file?.text() ?? text);
    if (recorder !== null && !document.isDirty) followed.disk?.has(recorder.version);
    const isMore = file !== null && recorder?.takeOver(file.state()) === true;
    followed.document.attach(recorder);
    if (isMore && recorder.hasAi()) this.aiSeen.fire(place);
    followed.document.verify(document.getText(), this.clock());
    this.tell(document, followed, 'written');
    this.remember(followed);
    this.learnReported(document, followed);
  }

  /** HEAD's note may know who wrote what is committed of the file. */
  private remember({ document, place }: Followed): void {
    if (place === null || document.file === null) return;
    place.worktree.remember(document.file).catch((error: unknown) => {
      this.log.error('The note of HEAD could not be read.', error);
    });
  }

  private close(document: vscode.TextDocument): void {
    const followed = this.followed.get(document);
    if (followed === undefined) return;
    followed.document.settle(followed.document.open ?? 0, true, !document.isDirty);
    this.followed.delete(document);
    this.drafts.release(document);
    const file = followed.document.file;
    if (file !== null) followed.place?.worktree.journal.release(file);
  }

  private change(event: vscode.TextDocumentChangeEvent): void {
    const followed = this.followed.get(event.document);
    if (followed === undefined) return;
    const { isDirty } = event.document;
    if (event.contentChanges.length === 0) return isDirty ? followed.document.dirtied() : undefined;
    const time = this.clock();
    const { ahead } = followed.document;
    if (!waits(event, followed)) {
      ahead.interrupt();
      const edit = editEvent(event, () => !followed.saving && wasReloaded(event, followed), time);
      return this.judge(event.document, followed, edit);
    }
    const edit = ahead.isPlain(event) ? null : editEvent(event, () => false, time);
    ahead.later(() => this.judge(event.document, followed, edit ?? plainKeyEvent(event, time)));
  }

  private judge(document: vscode.TextDocument, followed: Followed, edit: EditEvent): void {
    this.sayWhatTheEditorTells(edit);
    // While a file is being saved, edits at the cursor are those of formatters.
    const tool = followed.saving ? null : this.completionTool();
    const verdict = followed.document.change(edit, tool, () => document.getText(), !document.isDirty);
    this.signals.judged(edit, verdict);
    this.settleSoon(followed, () => document.isDirty);
  }

  /** A change is in the ledger now. */
  private entered(document: vscode.TextDocument, verdict: Verdict, entered: Entered): void {
    const followed = this.followed.get(document);
    if (followed === undefined) return;
    if (verdict.kind === 'transform' || verdict.kind === 'reload') this.takeOverDraft(followed);
    if (followed.saving) followed.place?.worktree.journal.flush();
    this.tell(document, followed, entered);
    const isAi = 'origin' in verdict && verdict.origin.author === 'ai';
    if (isAi && followed.place !== null) this.aiSeen.fire(followed.place);
    if (entered === 'travelled' || verdict.kind === 'agent') followed.place?.worktree.travelled();
    if (verdict.kind === 'reload') this.learn(document, followed);
  }

  /** The editor saves a draft by giving all of its text to a new document. */
  private takeOverDraft({ document, place }: Followed): void {
    const { file } = document;
    if (file === null || place === null) return;
    const draft = this.drafts.knowing(file);
    if (draft !== null && file.takeOver(draft) && file.hasAi()) this.aiSeen.fire(place);
  }

  /** Changes that may be a chat's are decided when all that the editor has sent so far has arrived. */
  private settleSoon(followed: Followed, isDirty: () => boolean): void {
    if (followed.isSettling || followed.document.open === null) return;
    followed.isSettling = true;
    void this.settle(followed.document, isDirty).finally(() => {
      followed.isSettling = false;
      this.settleSoon(followed, isDirty);
    });
  }

  private async settle(document: FollowedDocument, isDirty: () => boolean): Promise<void> {
    // Lets in what has arrived already.
    await new Promise((resolve) => setImmediate(resolve));
    const { open } = document;
    if (open === null) return;
    const arrived = await roundTrip().then(
      () => true,
      (error: unknown) => {
        this.log.warn(`Edits of a chat cannot be told from others: ${String(error)}`);
        return false;
      },
    );
    document.settle(open, arrived, !isDirty());
  }

  /** Another window, or a command, may know who wrote what was read from disk. */
  private learn(document: vscode.TextDocument, followed: Followed): void {
    const { place } = followed;
    const { file } = followed.document;
    if (file !== null && !document.isDirty) followed.disk?.has(file.version);
    if (place !== null && file !== null) this.hear(document, followed, place.worktree.journal.learn(file));
  }

  /** A tool outside the editor may have reported who wrote it. */
  private learnReported(document: vscode.TextDocument, followed: Followed): void {
    const { place } = followed;
    const { file } = followed.document;
    if (place === null || file === null) return;
    this.hear(document, followed, place.worktree.journal.learnReported(file));
  }

  private hear(document: vscode.TextDocument, followed: Followed, learning: Promise<boolean>): void {
    learning.then(
      (learnt) => {
        if (!learnt || this.followed.get(document) !== followed) return;
        this.remember(followed);
        this.tell(document, followed, 'written');
        if (followed.document.file?.hasAi() === true && followed.place !== null)
          this.aiSeen.fire(followed.place);
      },
      (error: unknown) => this.log.error('The journals of others could not be read.', error),
    );
  }

  private selected(event: vscode.TextEditorSelectionChangeEvent): void {
    const { document } = event.textEditor;
    const followed = this.followed.get(document);
    if (followed === undefined) return;
    const time = this.clock();
    const byKeyboard = event.kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    const cursor = followed.document.ahead.selected(event);
    followed.document.ahead.inOrder(() => {
      this.signals.selected(byKeyboard, cursor);
      if (followed.document.selected(byKeyboard, cursor, time)) this.tell(document, followed, 'written');
    });
  }

  /** Everything known of a file is in the journal before the file is on disk. */
  private willSave(document: vscode.TextDocument): void {
    const followed = this.followed.get(document);
    if (followed === undefined) return;
    followed.document.ahead.enterNow();
    followed.saving = true;
    followed.document.verify(document.getText(), this.clock());
    followed.document.file?.save();
    followed.place?.worktree.journal.flush();
  }

  private didSave(document: vscode.TextDocument): void {
    const followed = this.followed.get(document);
    if (followed === undefined) return;
    followed.saving = false;
    const { file } = followed.document;
    if (!document.isDirty) file?.save();
    followed.disk?.saved(document.isDirty ? null : (file?.version ?? null));
    followed.place?.worktree.journal.flush();
    // Its folder may have become a repository meanwhile.
    if (followed.place === null) this.follow(document);
  }

  private async rename(
    files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[],
  ): Promise<void> {
    for (const { oldUri, newUri } of files) {
      const place = await this.worktrees.ofFile(newUri.fsPath);
      if (place === null) continue;
      const from = this.worktrees.pathIn(place.worktree.repository, oldUri.fsPath);
      if (from === null) continue;
      const early = this.openedEarly(newUri.fsPath);
      for (const document of early) this.close(document);
      place.worktree.journal.move(from, place.path);
      for (const document of early) this.follow(document);
    }
  }

  /** The editor opens a renamed file anew, and may put unsaved text into it, before or after it tells of the rename. */
  private openedEarly(path: string): vscode.TextDocument[] {
    return [...this.followed.keys()].filter((document) => {
      const { fsPath } = document.uri;
      return (fsPath === path || fsPath.startsWith(path + sep)) && !this.of(document)?.file?.knowsAuthors();
    });
  }

  private watch(worktree: PlacedFile['worktree']): void {
    const forEach = (visit: (document: vscode.TextDocument, followed: Followed) => void): void => {
      for (const [document, followed] of this.followed)
        if (followed.place?.worktree === worktree) visit(document, followed);
    };
    const refresh = (): void => forEach((...known) => this.tell(...known, 'written'));
    this.store.add(
      worktree.onDidMoveHead(() => {
        refresh();
        forEach((_, followed) => this.remember(followed));
      }),
    );
    this.store.add(worktree.onDidReport(() => forEach((...known) => this.learnReported(...known))));
    this.store.add(worktree.onDidChangePolicy(refresh));
  }

  private tell(document: vscode.TextDocument, followed: Followed, entered: Entered): void {
    if (followed.place !== null) this.changed.fire({ document, entered });
  }
}

function isFollowed({ uri }: vscode.TextDocument): boolean {
  return followedSchemes.some((scheme) => scheme === uri.scheme);
}

/** Key presses wait, unless the file may have been reloaded: the first after a save looks at the file on disk. */
function waits(event: vscode.TextDocumentChangeEvent, { saving, document }: Followed): boolean {
  return event.document.isDirty && !saving && document.isSettled && TypedAhead.isKey(event);
}

function wasReloaded(
  { document, contentChanges }: vscode.TextDocumentChangeEvent,
  { disk, document: followed }: Followed,
): boolean {
  const before = followed.entered;
  const grown = contentChanges.reduce((sum, { text, rangeLength }) => sum + text.length - rangeLength, 0);
  const length = before === null ? null : before.length + grown;
  return disk !== null && disk.wasReadInto(() => document.getText(), before, length);
}
