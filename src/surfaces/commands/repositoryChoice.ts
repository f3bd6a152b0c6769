/**
 * Which repository a command acts on.
 */
import * as vscode from 'vscode';
import { obstacles, policyQuestions } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import type { Repositories } from '../repositories';

/**
 * The repository of the given resource, else of the active editor, else the only one, else the one that the user
 * picks. Null when there is none (the user has been told why) or the user picked none.
 */
export async function chooseRepository(
  repositories: Repositories,
  resource: vscode.Uri | null,
  t: Translate,
): Promise<string | null> {
  const near = resource ?? vscode.window.activeTextEditor?.document.uri ?? null;
  const root = near === null ? null : await repositories.rootOf(near);
  if (root !== null) return root;
  const roots = await repositories.roots();
  if (roots.length === 0) {
    void vscode.window.showWarningMessage(obstacles(t).noRepository);
    return null;
  }
  if (roots.length === 1) return roots[0] ?? null;
  return (await vscode.window.showQuickPick(roots, { title: policyQuestions(t).pickRepository })) ?? null;
}
