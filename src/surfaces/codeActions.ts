/**
 * Quick fixes on AI-written code in critical files and on destructive AI edits.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { codeActionText } from '../core/present/codeActionText';
import type { Translate } from '../core/present/translate';
import { commandIds } from './commandIds';
import { diagnosticSource } from './shownDiagnostics';
import { isPolicyFile } from './policyFiles';
import { settings } from '../adapters/vscode/settingsTable';

export class CodeActions implements Disposable, vscode.CodeActionProvider {
  private readonly store = new DisposableStore();

  /** @param isDestructive whether a problem of a file is a destructive edit: those may have no line left to show */
  constructor(
    private readonly t: Translate,
    private readonly isDestructive: (uri: vscode.Uri, problem: vscode.Diagnostic) => boolean = () => false,
  ) {
    const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.store.add(vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, metadata));
  }

  dispose(): void {
    this.store.dispose();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (isPolicyFile(document.uri)) return [];
    const ours = context.diagnostics.filter(({ source }) => source === diagnosticSource);
    return ours.flatMap((diagnostic) => this.actionsOn(document.uri, diagnostic));
  }

  private actionsOn(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
    const rule = ruleOf(diagnostic);
    const text = codeActionText(rule, this.t);
    const { start } = diagnostic.range;
    const target = { uri: uri.toString(), line: start.line + 1 };
    const show = this.isDestructive(uri, diagnostic)
      ? action(diagnostic, text.compare, 'git.openChange', uri)
      : action(diagnostic, text.showChange, commandIds.nextAiChange, target);
    return [
      show,
      action(diagnostic, text.openRule, commandIds.openPolicy, { uri: uri.toString(), rule }),
      action(
        diagnostic,
        text.turnDown,
        'workbench.action.openSettings',
        `countersign.${settings.severity.key}`,
      ),
    ];
  }
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

function action(
  diagnostic: vscode.Diagnostic,
  title: string,
  command: string,
  argument: unknown,
): vscode.CodeAction {
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.diagnostics = [diagnostic];
  fix.command = { title, command, arguments: [argument] };
  return fix;
}
