/**
 * How the countersignatures of committed lines stand: among the problems and after the lines, until their commits are
 * merged.
 */
import * as vscode from 'vscode';
import type { Countersigning } from '../adapters/git/countersigning';
import type { Countersignatures } from '../adapters/vscode/countersignatures';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { sameLines } from '../core/ledger/textLines';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import type { Logger } from '../core/ports';
import type { CommittedBlock, CommittedText } from '../core/present/committedBlock';
import { blockRange } from './blockRange';
import type { CurrentProvenance } from './currentProvenance';
import { ShownDiagnostics } from './shownDiagnostics';
import { shownSeverity } from './shownSeverity';

/** How long a person must rest before lines are looked for again; milliseconds. */
const REST = 300;

interface Shown {
  readonly range: vscode.Range;
  readonly block: CommittedBlock;
  readonly text: CommittedText;
}

/** While a person types, the editor moves what is drawn with the text. */
export class CommittedMarks implements Disposable {
  private readonly store = new DisposableStore();
  private readonly problems = this.store.add(new ShownDiagnostics('countersign-committed'));
  private readonly shown = new Map<vscode.TextDocument, readonly Shown[]>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly style = this.store.add(
    vscode.window.createTextEditorDecorationType({
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
      after: {
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        fontStyle: 'italic',
        margin: '0 0 0 2em',
      },
    }),
  );

  constructor(
    private readonly source: Countersignatures,
    private readonly provenance: CurrentProvenance,
    private readonly settings: Settings,
    private readonly log: Logger,
  ) {
    this.store.add(source.onDidChange(() => this.updateAll()));
    this.store.add(provenance.onDidChange((document) => this.soon(document)));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(
        ({ document }) => this.shown.has(document) && this.soon(document),
      ),
    );
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.show(document, [])));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.drawAll()));
    const { countersignatures, afterLine, diagnostics, severity, excludeLanguages, excludePaths } = table;
    const watched = [countersignatures, afterLine, diagnostics, severity, excludeLanguages, excludePaths];
    this.store.add(settings.onDidChange(watched, () => this.updateAll()));
    this.store.add({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.updateAll();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** The commit that a problem at this place is about. */
  commitOf({ fsPath }: vscode.Uri, { range, message }: vscode.Diagnostic): string | null {
    for (const [{ uri }, all] of this.shown) {
      const found = all.find((one) => one.text.problem === message && one.range.isEqual(range));
      if (found !== undefined && uri.fsPath === fsPath) return found.block.commit;
    }
    return null;
  }

  private updateAll(): void {
    for (const document of vscode.workspace.textDocuments) this.soon(document);
  }

  private soon(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    const look = (): void => {
      this.timers.delete(document);
      this.update(document).catch((error: unknown) =>
        this.log.error('Committed lines could not be looked for.', error),
      );
    };
    this.timers.set(document, setTimeout(look, REST));
  }

  private async update(document: vscode.TextDocument): Promise<void> {
    const provenance = this.provenance.of(document);
    if (provenance === 'stale') return this.soon(document);
    const { repository = null, path = null, rule = null } = provenance ?? {};
    const isWanted = this.settings.get(table.countersignatures, document.uri);
    if (!isWanted || repository === null || path === null) return this.show(document, []);
    // A branch may take its own files out of the policy: it is judged by the one that it will be merged into.
    const isAsked = Boolean(rule?.countersign) || (await this.source.isAskedElsewhere(repository.root));
    if (!isAsked) return this.show(document, []);
    const blocks = this.source.blocksOf(repository.root, path);
    if (blocks.length === 0) return this.show(document, []);
    const { version } = document;
    const { linesNow } = await this.source.at(repository.root);
    const before = await this.source.committedText(repository.root, path);
    if (document.isClosed || this.store.isDisposed) return;
    if (document.version !== version) return this.soon(document);
    this.show(document, placed(document, before, blocks, linesNow), repository);
  }

  private show(
    document: vscode.TextDocument,
    all: readonly Shown[],
    repository: { readonly root: string } | null = null,
  ): void {
    if (all.length === 0 && !this.shown.has(document)) return;
    if (all.length === 0) this.shown.delete(document);
    else this.shown.set(document, all);
    this.problems.show(
      document.uri,
      all.flatMap(({ range, block, text: { problem } }) => {
        const severity = shownSeverity(block.severity, this.settings, document.uri);
        if (problem === null || severity === null) return [];
        return [{ range, message: problem, severity, rule: block.rule, repository }];
      }),
    );
    this.drawAll();
  }

  private drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const isWanted = this.settings.get(table.afterLine, document.uri);
      const options = (isWanted ? (this.shown.get(document) ?? []) : []).map(({ range, text }) => ({
        range: document.lineAt(Math.min(range.start.line, document.lineCount - 1)).range,
        renderOptions: { after: { contentText: text.afterLine } },
      }));
      editor.setDecorations(this.style, options);
    }
  }
}

function placed(
  document: vscode.TextDocument,
  before: string,
  blocks: readonly CommittedBlock[],
  linesNow: Countersigning['linesNow'],
): Shown[] {
  const now = document.getText();
  const isSame = sameLines(before, now);
  return blocks.flatMap((block) => {
    const text = isSame ? block.unchanged : block.edited;
    const lines = isSame ? block.lines : linesNow(before, now, block.lines);
    return lines.map(([first, last]) => ({ range: blockRange(document, { first, last }), block, text }));
  });
}
