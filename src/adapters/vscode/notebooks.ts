/**
 * Follows notebooks: each cell is a document of its own that has no file. When the notebook is saved, what is known of
 * its cells goes into the journal of the file.
 */
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/disposable';
import { withCells } from '../../core/journal/withCells';
import type { AttributedText } from '../../core/model';
import type { Logger } from '../../core/ports';
import type { DocumentTracker } from './documentTracker';
import type { PlacedFile, Worktrees } from './worktrees';

/** Outputs make notebooks large, and each save looks at all of one: larger ones are not followed. UTF-16 units. */
const MAX_LENGTH = 3_000_000;

export class Notebooks implements Disposable {
  private readonly store = new DisposableStore();

  constructor(
    private readonly tracker: DocumentTracker,
    private readonly worktrees: Worktrees,
    private readonly log: Logger,
  ) {
    this.store.add(
      vscode.workspace.onDidSaveNotebookDocument((notebook) => {
        this.saved(notebook).catch((error: unknown) =>
          log.error(`${notebook.uri.fsPath} could not be followed.`, error),
        );
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private async saved(notebook: vscode.NotebookDocument): Promise<void> {
    if (notebook.uri.scheme !== 'file') return;
    const cells = notebook.getCells().map(({ document }) => this.tracker.of(document)?.file?.state() ?? null);
    if (cells.every((cell) => cell === null || cell.spans.length + cell.deletions.length === 0)) return;
    const place = await this.worktrees.ofFile(notebook.uri.fsPath);
    if (place === null || this.store.isDisposed) return;
    // Only now: few people use notebooks, and the parser is large.
    const { notebookState } = await import('../../core/ledger/notebookText');
    const text = await readFile(notebook.uri.fsPath, 'utf8');
    if (text.length > MAX_LENGTH) return this.log.info(`${notebook.uri.fsPath} is too large to follow.`);
    if (!this.store.isDisposed) this.enter(place, notebookState(text, cells));
  }

  private enter(place: PlacedFile, state: AttributedText): void {
    const { journal } = place.worktree;
    const recorder = journal.recorderOf(place.path, state.text);
    // The file is open as text as well, and followed there.
    if (recorder === null) return;
    const before = recorder.state();
    const now = withCells(before, state);
    if (JSON.stringify(now.spans) !== JSON.stringify(before.spans)) recorder.adopt(now);
    recorder.save();
    const hasAi = recorder.hasAi();
    journal.release(recorder);
    journal.flush();
    if (hasAi) this.tracker.sawAi(place);
  }
}
