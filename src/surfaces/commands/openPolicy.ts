/**
 * Opens a repository's policy, at a rule when one is named; creates it after asking.
 */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import { buttons, obstacles, policyQuestions } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import { policyUri, readPolicyText, writePolicyText } from '../policyFiles';
import type { Repositories } from '../repositories';
import type { Command } from './command';
import { textArgument, uriArgument } from './commandArguments';
import { chooseRepository } from './repositoryChoice';

export class OpenPolicy implements Command {
  readonly id = commandIds.openPolicy;

  constructor(
    private readonly repositories: Repositories,
    private readonly t: Translate,
  ) {}

  /** @param argument optionally a resource of the repository, or `{ uri, rule }` */
  async run(argument?: unknown): Promise<void> {
    const root = await chooseRepository(this.repositories, uriArgument(argument), this.t);
    if (root === null || !(await this.exists(root))) return;
    const editor = await vscode.window.showTextDocument(policyUri(root));
    const rule = textArgument(argument, 'rule');
    if (rule !== null) revealRule(editor, rule);
  }

  private async exists(root: string): Promise<boolean> {
    if ((await readPolicyText(root)) !== null) return true;
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(obstacles(this.t).untrusted);
      return false;
    }
    const { create, detail } = policyQuestions(this.t);
    const button = buttons(this.t).create;
    const options = { modal: true, detail };
    if ((await vscode.window.showInformationMessage(create, options, button)) !== button) return false;
    const { emptyPolicyText } = await import('../../core/policy/editPolicy');
    await writePolicyText(root, emptyPolicyText());
    return true;
  }
}

function revealRule(editor: vscode.TextEditor, rule: string): void {
  const root = parseTree(editor.document.getText(), [], { allowTrailingComma: true });
  if (root === undefined) return;
  const rules = [['critical'], ['destructive', 'patterns']].flatMap(
    (path) => findNodeAtLocation(root, path)?.children ?? [],
  );
  const names = rules.map((node) =>
    node.type === 'object' ? findNodeAtLocation(node, ['name']) : undefined,
  );
  // What is built in has no name in the file, but a place where it is switched off.
  const name = names.find((node) => node?.value === rule) ?? findNodeAtLocation(root, ['destructive']);
  if (name === undefined) return;
  const { document } = editor;
  const range = new vscode.Range(
    document.positionAt(name.offset),
    document.positionAt(name.offset + name.length),
  );
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
