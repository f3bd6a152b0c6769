/**
 * Marks in the text itself: beside AI lines, in the scroll bar, and a short message on critical blocks.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { aiBlocks } from '../core/present/aiBlocks';
import type { AiBlock } from '../core/present/aiBlocks';
import { afterLineText } from '../core/present/blockText';
import type { Translate } from '../core/present/translate';
import { exclusionSettings } from './currentProvenance';
import type { CurrentProvenance } from './currentProvenance';
import type { MarksVisibility } from './marksVisibility';
import { markKinds, MarkStyles } from './markStyles';
import type { MarkKind } from './markStyles';
import type { DocumentProvenance } from './provenanceSource';

/** Draws on visible editors only, and only when provenance changed: the editor moves the marks with the text. */
export class Decorations implements Disposable {
  private readonly store = new DisposableStore();
  private styles: MarkStyles;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly provenance: CurrentProvenance,
    private readonly visibility: MarksVisibility,
    private readonly settings: Settings,
    private readonly t: Translate,
  ) {
    this.styles = this.store.add(new MarkStyles(extensionUri, vscode.window.activeColorTheme.kind));
    this.store.add(provenance.onDidChange((document) => this.drawDocument(document)));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.drawAll()));
    this.store.add(vscode.window.onDidChangeActiveColorTheme(({ kind }) => this.restyle(kind)));
    this.store.add(visibility.onDidChange(() => this.drawAll()));
    const watched = [table.gutter, table.overviewRuler, table.afterLine, ...exclusionSettings];
    this.store.add(settings.onDidChange(watched, () => this.drawAll()));
    this.drawAll();
  }

  dispose(): void {
    this.store.dispose();
  }

  private restyle(theme: vscode.ColorThemeKind): void {
    this.store.release(this.styles);
    this.styles = this.store.add(new MarkStyles(this.extensionUri, theme));
    this.drawAll();
  }

  private drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.draw(editor);
  }

  private drawDocument(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document === document) this.draw(editor);
  }

  private draw(editor: vscode.TextEditor): void {
    const provenance = this.visibility.visible ? this.provenance.of(editor.document) : null;
    if (provenance === 'stale') return;
    const blocks = provenance === null ? [] : aiBlocks(provenance.lines);
    const isCritical = provenance !== null && provenance.rule !== null;
    const scope = editor.document.uri;
    const gutter = this.settings.get(table.gutter, scope);
    const ruler = this.settings.get(table.overviewRuler, scope);
    for (const kind of markKinds) {
      const lines = blocks.filter((block) => markKind(block, isCritical) === kind).map(wholeLines);
      editor.setDecorations(this.styles.gutter[kind], gutter ? lines : []);
      editor.setDecorations(this.styles.ruler[kind], ruler ? lines : []);
    }
    const messages = this.settings.get(table.afterLine, scope)
      ? this.messages(editor, blocks, provenance)
      : [];
    editor.setDecorations(this.styles.message, messages);
  }

  private messages(
    editor: vscode.TextEditor,
    blocks: readonly AiBlock[],
    provenance: DocumentProvenance | null,
  ): vscode.DecorationOptions[] {
    const rule = provenance?.rule ?? null;
    if (rule === null) return [];
    const contentText = afterLineText(rule, this.t);
    return blocks.map(({ first }) => ({
      range: editor.document.lineAt(first - 1).range,
      renderOptions: { after: { contentText } },
    }));
  }
}

function markKind(block: AiBlock, isCritical: boolean): MarkKind {
  if (isCritical) return 'critical';
  return block.evidence === 'inferred' ? 'inferred' : 'ai';
}

function wholeLines({ first, last }: AiBlock): vscode.Range {
  return new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER);
}
