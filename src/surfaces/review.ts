/**
 * The review of a commit: walks its blocks one by one in the editor's comparison, and ends with the countersignature.
 */
import * as vscode from 'vscode';
import type { Countersigning, Signer } from '../adapters/git/countersigning';
import type { ReviewedChange } from '../adapters/git/reviewedChange';
import type { Countersignatures } from '../adapters/vscode/countersignatures';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { ReviewWalk } from '../core/signing/reviewWalk';
import { commandIds } from './commandIds';

/** Of the two sides of a comparison. */
const scheme = 'countersign-review';
/** True while a review is going on, for keys and buttons. */
const contextKey = 'countersign.reviewing';

interface Running {
  readonly countersigning: Countersigning;
  readonly change: ReviewedChange;
  readonly walk: ReviewWalk;
}

export class Review implements Disposable {
  private readonly store = new DisposableStore();
  private readonly item: vscode.StatusBarItem;
  private running: Running | null = null;

  constructor(private readonly source: Countersignatures) {
    this.item = this.store.add(
      vscode.window.createStatusBarItem('countersign.review', vscode.StatusBarAlignment.Left),
    );
    this.item.command = commandIds.reviewNext;
    const provideTextDocumentContent = ({ path, query }: vscode.Uri): Promise<string> | string =>
      query === '' || this.running === null ? '' : this.running.countersigning.text(query, path.slice(1));
    this.store.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  get isRunning(): boolean {
    return this.running !== null;
  }

  /** Shows one of the change's blocks; a change that is under review already goes on. */
  async begin(countersigning: Countersigning, change: ReviewedChange, step = 0): Promise<void> {
    const isRunning = this.running?.change === change;
    if (!isRunning) await this.stop();
    this.running ??= { countersigning, change, walk: new ReviewWalk(change.files) };
    if (!isRunning) await vscode.commands.executeCommand('setContext', contextKey, true);
    await this.go(step - this.running.walk.at);
  }

  /** Shows the block that is so many further. */
  async go(by: number): Promise<void> {
    if (this.running === null) return;
    const { countersigning, change, walk } = this.running;
    const step = walk.go(by);
    if (step === null) return;
    const side = (path: string, query: string | null): vscode.Uri =>
      vscode.Uri.from({ scheme, path: `/${path}`, query: query ?? '' });
    const { id } = change.commit;
    const [first, last] = step.lines ?? [1, 1];
    const selection = new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER);
    await vscode.commands.executeCommand(
      'vscode.diff',
      side(step.before, change.since),
      side(step.path, id),
      countersigning.texts.diffTitle(step, id),
      { selection, preview: true },
    );
    const { text, label, tooltip } = countersigning.texts.progress(walk);
    this.item.text = `$(checklist) ${text}`;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label };
    this.item.show();
    vscode.window.setStatusBarMessage(label, 4000);
  }

  /** With a key: asks for a comment, signs, and offers to share. Otherwise: asks, and writes the trailer. */
  async countersign(): Promise<void> {
    if (this.running === null) return;
    const { countersigning, change, walk } = this.running;
    const { texts } = countersigning;
    const signer = await countersigning.signer(change);
    if (walk.unseen > 0) {
      const { question, yes } = texts.unseen(walk.unseen, walk.steps.length);
      if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
    }
    if (signer.kind === 'trailer') await this.writeTrailer(countersigning, change, signer);
    else await this.giveSignature(countersigning, change, signer);
  }

  private async giveSignature(
    countersigning: Countersigning,
    { commit: { id }, files }: ReviewedChange,
    { reviewer, sign }: Extract<Signer, { kind: 'signature' }>,
  ): Promise<void> {
    const { texts } = countersigning;
    const { title, prompt, placeholder, problem } = texts.comment(id, reviewer.email, files);
    const comment = await vscode.window.showInputBox({
      ...{ title, prompt, placeHolder: placeholder, validateInput: problem, ignoreFocusOut: true },
    });
    if (comment === undefined) return;
    const made = await progress(texts.signing, () => sign(comment === '' ? null : comment));
    await this.stop();
    this.source.refresh();
    if (made.problem !== null) void vscode.window.showWarningMessage(texts.notYet(made.problem.sentence));
    else void this.offerToShare(countersigning, texts.signed(id, reviewer.email));
  }

  private async writeTrailer(
    { texts }: Countersigning,
    { commit: { id } }: ReviewedChange,
    { reviewer, sign }: Extract<Signer, { kind: 'trailer' }>,
  ): Promise<void> {
    const { question, detail, yes } = texts.trailer(id, reviewer.email);
    if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) !== yes) return;
    const made = await progress(texts.signing, sign);
    await this.stop();
    this.source.refresh();
    void vscode.window.showInformationMessage(texts.signedAs(id, reviewer.email, made.id));
  }

  async stop(): Promise<void> {
    if (this.running === null) return;
    this.running = null;
    this.item.hide();
    await vscode.commands.executeCommand('setContext', contextKey, false);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme,
    );
    if (ours.length > 0) await vscode.window.tabGroups.close(ours);
  }

  private async offerToShare(countersigning: Countersigning, signed: string): Promise<void> {
    const { share, sharing, shared } = countersigning.texts;
    if ((await vscode.window.showInformationMessage(signed, share)) !== share) return;
    try {
      const remote = await progress(sharing, () => countersigning.share());
      void vscode.window.showInformationMessage(shared(remote));
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

async function progress<T>(title: string, work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work);
}
