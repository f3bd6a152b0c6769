/**
 * The repositories of the window, for commands that act on one of them.
 */
import type * as vscode from 'vscode';
import type { PolicySurroundings } from '../core/policy/unmatchedNames';

export interface Repositories {
  /** The root of the working tree that holds a file or folder, as a file system path; null outside any. */
  rootOf(uri: vscode.Uri): Promise<string | null>;
  /** What git follows below the folder of a policy, when that is the root of a repository; null otherwise. */
  surroundingsOf(policy: vscode.Uri): Promise<PolicySurroundings | null>;
  /** The roots of all repositories of the open folders. */
  roots(): Promise<readonly string[]>;
}
