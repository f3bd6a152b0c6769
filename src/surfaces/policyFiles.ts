/**
 * The policy file of a repository as the editor sees it: an open document, dirty or not, or the file on disk.
 */
import * as vscode from 'vscode';
import { policyFileName } from '../core/policy/policy';

export function policyUri(root: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(root), policyFileName);
}

export function isPolicyFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${policyFileName}`);
}

/** The policy's text as the user has it now; null when there is no such file. Rejects when it cannot be read. */
export async function readPolicyText(root: string): Promise<string | null> {
  const uri = policyUri(root);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

/**
 * Makes `text` the content of the policy file, through its document, so that undo works. It is saved, unless the user
 * had unsaved changes in it.
 */
export async function writePolicyText(root: string, text: string): Promise<void> {
  const uri = policyUri(root);
  if ((await readPolicyText(root)) === null) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, [differingPart(document, text)]);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the editor refused the edit of the policy');
  if (!wasDirty) await document.save();
}

/** One edit that replaces only what differs, so that cursors and folds elsewhere stay. */
function differingPart(document: vscode.TextDocument, after: string): vscode.TextEdit {
  const before = document.getText();
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - tail));
  return vscode.TextEdit.replace(range, after.slice(start, after.length - tail));
}
