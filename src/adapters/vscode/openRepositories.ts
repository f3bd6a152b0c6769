/**
 * The repositories of the window, for commands that act on one of them.
 */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { RULE_ATTRIBUTE } from '../../core/gate/ruleAttribute';
import type { PolicySurroundings } from '../../core/policy/unmatchedNames';
import { gitText, textOf } from '../git/gitText';
import { readCodeOwners } from '../node/readCodeOwners';
import type { Worktrees } from './worktrees';

export class OpenRepositories {
  constructor(private readonly worktrees: Worktrees) {}

  /** The root of the working tree that holds a file or folder, as a file system path; null outside any. */
  async rootOf(uri: vscode.Uri): Promise<string | null> {
    if (uri.scheme !== 'file') return null;
    const stat = await vscode.workspace.fs.stat(uri).then(
      (found) => found,
      () => null,
    );
    const isFolder = stat !== null && (stat.type & vscode.FileType.Directory) !== 0;
    const worktree = await this.worktrees.ofFolder(isFolder ? uri.fsPath : dirname(uri.fsPath));
    return worktree?.repository.root ?? null;
  }

  /** What git follows below the folder of a policy, when that is the root of a repository; null outside any. */
  async surroundingsOf(policy: vscode.Uri): Promise<PolicySurroundings | null> {
    if (policy.scheme !== 'file') return null;
    const folder = dirname(policy.fsPath);
    const worktree = await this.worktrees.ofFolder(folder);
    if (worktree === null) return null;
    if (worktree.repository.root !== folder) return { kind: 'nested' };
    const named = ['grep', '-h', '-e', `^[^#].*${RULE_ATTRIBUTE}=`, '--', ':(top,glob)**/.gitattributes'];
    const [listed, owners, attributes] = await Promise.all([
      gitText(worktree.git, ['ls-files', '-z']),
      readCodeOwners(folder),
      worktree.git.run(named),
    ]);
    const paths = listed.split('\0').filter((path) => path !== '');
    return { kind: 'repository', paths, owners, attributes: textOf(attributes.stdout) };
  }

  /** The roots of all repositories of the open folders. */
  async roots(): Promise<readonly string[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = await Promise.all(folders.map(({ uri }) => this.worktrees.ofFolder(uri.fsPath)));
    const roots = [...found, ...this.worktrees.all()].flatMap((worktree) => worktree?.repository.root ?? []);
    return [...new Set(roots)];
  }
}
