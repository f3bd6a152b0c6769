/**
 * Makes a file or a folder critical by adding it to a rule of the policy.
 */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { buttons, obstacles, ruleQuestions } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import { readPolicyText, writePolicyText } from '../policyFiles';
import type { Repositories } from '../repositories';
import type { Command } from './command';
import { uriArgument } from './commandArguments';
import { chooseRule } from './ruleChoice';

export class MarkCritical implements Command {
  readonly id;

  constructor(
    private readonly kind: 'file' | 'folder',
    private readonly repositories: Repositories,
    private readonly t: Translate,
  ) {
    this.id = kind === 'file' ? commandIds.markFileCritical : commandIds.markFolderCritical;
  }

  /** @param argument the resource; without it the file of the active editor, or the folder that holds it */
  async run(argument?: unknown): Promise<void> {
    const why = obstacles(this.t);
    const target = uriArgument(argument) ?? this.activeTarget();
    if (target === null) return warn(why.noFile);
    if (!vscode.workspace.isTrusted) return warn(why.untrusted);
    const root = await this.repositories.rootOf(target);
    if (root === null) return warn(why.notInRepository(target.fsPath));
    const relative = path.relative(root, target.fsPath).split(path.sep).join('/');
    if (relative.startsWith('../')) return warn(why.notInRepository(target.fsPath));
    await this.mark(root, relative);
  }

  private async mark(root: string, relative: string): Promise<void> {
    const text = await readPolicyText(root);
    const { addCriticalPath } = await import('../../core/policy/editPolicy');
    const attempt = { path: relative, kind: this.kind, rule: 'attempt', severity: 'warning' } as const;
    const possible = addCriticalPath(text, attempt);
    if (!possible.ok) return warn(possible.error);
    const questions = ruleQuestions(relative === '' ? path.basename(root) : relative, this.t);
    const rules = parsePolicy(text ?? '{}').policy.critical;
    const suggestion = path.basename(this.kind === 'file' ? path.dirname(relative) : relative);
    const rule = await chooseRule(rules, suggestion, questions);
    if (rule === null) return;
    const request = { path: relative, kind: this.kind, rule: rule.name, severity: rule.severity };
    const edit = addCriticalPath(text, request);
    if (!edit.ok) return warn(edit.error);
    if (edit.value.changed) await writePolicyText(root, edit.value.text);
    void this.tell(
      edit.value.changed ? questions.done(rule.name) : questions.already(rule.name),
      root,
      rule.name,
    );
  }

  private async tell(message: string, root: string, rule: string): Promise<void> {
    const { openPolicy } = buttons(this.t);
    if ((await vscode.window.showInformationMessage(message, openPolicy)) !== openPolicy) return;
    const argument = { uri: vscode.Uri.file(root).toString(), rule };
    await vscode.commands.executeCommand(commandIds.openPolicy, argument);
  }

  private activeTarget(): vscode.Uri | null {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri === undefined || uri.scheme !== 'file') return null;
    return this.kind === 'file' ? uri : vscode.Uri.joinPath(uri, '..');
  }
}

function warn(message: string): void {
  void vscode.window.showWarningMessage(message);
}
