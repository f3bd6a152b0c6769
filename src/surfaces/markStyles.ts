/**
 * How the marks look: gutter icons, colours in the scroll bar, the message after a line.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';

export type MarkKind = 'ai' | 'inferred' | 'critical';
export const markKinds: readonly MarkKind[] = ['ai', 'inferred', 'critical'];

const rulerColors: Readonly<Record<MarkKind, string>> = {
  ai: 'countersign.aiLineOverviewRuler',
  inferred: 'countersign.aiLineOverviewRuler',
  critical: 'countersign.criticalLineOverviewRuler',
};

/**
 * The decoration types for one kind of colour theme. Gutter and scroll bar are separate types, so that each can be
 * turned off. Icons differ in form as well as in colour: solid for exact evidence, dashed for inferred, wide for
 * critical files.
 */
export class MarkStyles implements Disposable {
  private readonly store = new DisposableStore();
  readonly gutter: Readonly<Record<MarkKind, vscode.TextEditorDecorationType>>;
  readonly ruler: Readonly<Record<MarkKind, vscode.TextEditorDecorationType>>;
  readonly message: vscode.TextEditorDecorationType;

  constructor(extensionUri: vscode.Uri, theme: vscode.ColorThemeKind) {
    const variant = iconVariant(theme);
    this.gutter = this.each((kind) => ({
      gutterIconPath: vscode.Uri.joinPath(extensionUri, 'media', 'marks', `${kind}-${variant}.svg`),
      gutterIconSize: '100% 100%',
    }));
    this.ruler = this.each((kind) => ({
      overviewRulerColor: new vscode.ThemeColor(rulerColors[kind]),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }));
    this.message = this.create({
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
      after: {
        color: new vscode.ThemeColor('countersign.criticalLineMessage'),
        fontStyle: 'italic',
        margin: '0 0 0 2em',
      },
    });
  }

  dispose(): void {
    this.store.dispose();
  }

  private each(
    options: (kind: MarkKind) => vscode.DecorationRenderOptions,
  ): Record<MarkKind, vscode.TextEditorDecorationType> {
    const type = (kind: MarkKind): vscode.TextEditorDecorationType =>
      this.create({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed, ...options(kind) });
    return { ai: type('ai'), inferred: type('inferred'), critical: type('critical') };
  }

  private create(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
    return this.store.add(vscode.window.createTextEditorDecorationType(options));
  }
}

function iconVariant(theme: vscode.ColorThemeKind): string {
  switch (theme) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.HighContrast:
      return 'hc-dark';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'hc-light';
    default:
      return 'dark';
  }
}
