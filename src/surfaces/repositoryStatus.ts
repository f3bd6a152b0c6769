/**
 * What the surfaces know of a repository as a whole, computed elsewhere.
 */
import type * as vscode from 'vscode';
import type { Attribution } from '../core/model';
import type { RepositoryHealth } from '../core/present/health';

export interface RepositoryStatus {
  readonly health: RepositoryHealth;
  /** The attribution of what is staged; null when it is not known. */
  readonly staged: Attribution | null;
}

export interface RepositoryStatusSource {
  /** Fires with the root of the repository whose status changed. */
  readonly onDidChange: vscode.Event<string>;
  /** Null until it is known. */
  statusOf(root: string): RepositoryStatus | null;
}
