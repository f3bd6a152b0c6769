/**
 * Reviews and countersignatures, as far as the other surfaces know of them: most of it is loaded when it is needed.
 */
import type * as vscode from 'vscode';
import type { CommandId } from './commandIds';

export interface ReviewControl {
  /** Runs one of the commands about reviews. */
  run(id: CommandId, argument: unknown): Promise<void>;
  /** The commit that a problem of a file is about; null when it is not about a committed change. */
  commitOf(uri: vscode.Uri, problem: vscode.Diagnostic): string | null;
}
