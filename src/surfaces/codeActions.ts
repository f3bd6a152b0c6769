/**
 * Quick fixes on AI-written code in critical files and on destructive AI edits.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { codeActionText, type CodeActionText } from '../core/present/codeActionText';
import type { Translate } from '../core/present/translate';
import { commandIds } from './commandIds';
import { diagnosticSource } from './shownDiagnostics';
import { isPolicyFile } from './policyFiles';
import type { ReviewControl } from './reviewControl';
import { settings } from '../adapters/vscode/settingsTable';

export class CodeActions implements Disposable, vscode.CodeActionProvider {
  private readonly store = new DisposableStore();

  /**
   * @param isDestructive whether a problem of a file is a destructive edit: those may have no line left to show
   * @param commitOf the commit that a problem of a file is about, when it is committed
   */
  constructor(
    private readonly t: Translate,
    private readonly isDestructive: (uri: vscode.Uri, problem: vscode.Diagnostic) => boolean = () => false,
    private readonly commitOf: ReviewControl['commitOf'] = () => null,
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
    return [
      this.look(uri, diagnostic, text),
      action(diagnostic, text.openRule, commandIds.openPolicy, { uri: uri.toString(), rule }),
      action(
        diagnostic,
        text.turnDown,
        'workbench.action.openSettings',
        `countersign.${settings.severity.key}`,
      ),
    ];
  }

  private look(uri: vscode.Uri, diagnostic: vscode.Diagnostic, text: CodeActionText): vscode.CodeAction {
    const commit = this.commitOf(uri, diagnostic);
    if (commit !== null)
      return action(diagnostic, text.review, commandIds.reviewCommit, { uri: uri.toString(), commit });
    if (this.isDestructive(uri, diagnostic)) return action(diagnostic, text.compare, 'git.openChange', uri);
    const target = { uri: uri.toString(), line: diagnostic.range.start.line + 1 };
    return action(diagnostic, text.showChange, commandIds.nextAiChange, target);
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
