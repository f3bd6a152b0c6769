/**
 * Quick fixes in a policy: a name that was probably meant in the place of one that there is not.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { changeTo } from '../core/present/codeActionText';
import type { Translate } from '../core/present/translate';
import { policyFileName, type PolicyProblem } from '../core/policy/policy';

export class PolicyFixes implements Disposable, vscode.CodeActionProvider {
  private readonly store = new DisposableStore();

  /** @param problemsIn what is wrong with a policy as its document has it now */
  constructor(
    private readonly problemsIn: (document: vscode.TextDocument) => readonly PolicyProblem[],
    private readonly t: Translate,
  ) {
    const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    const selector = { scheme: 'file', pattern: `**/${policyFileName}` };
    this.store.add(vscode.languages.registerCodeActionsProvider(selector, this, metadata));
  }

  dispose(): void {
    this.store.dispose();
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.problemsIn(document).flatMap(({ offset, length, instead }) => {
      const place = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      if (instead === undefined || range.intersection(place) === undefined) return [];
      const fix = new vscode.CodeAction(changeTo(instead, this.t), vscode.CodeActionKind.QuickFix);
      // The editor's own JSON support may be who marks the place.
      fix.diagnostics = diagnostics.filter((mark) => mark.range.intersection(place) !== undefined);
      fix.isPreferred = true;
      fix.edit = new vscode.WorkspaceEdit();
      fix.edit.replace(document.uri, place, instead);
      return [fix];
    });
  }
}
