/**
 * What the surfaces need to review, to countersign, and to say how countersignatures stand; computed elsewhere.
 */
import type * as vscode from 'vscode';
import type { Countersigning } from '../adapters/git/countersigning';
import type { CommittedBlock } from '../core/present/committedBlock';

export interface CountersignatureSource {
  /** Fires when something else is known of committed lines. */
  readonly onDidChange: vscode.Event<void>;
  /** What reviews and signs in a working tree. */
  at(root: string): Promise<Countersigning>;
  /** What is known of the committed lines of a file; cheap. */
  blocksOf(root: string, path: string): readonly CommittedBlock[];
  /** A file as HEAD has it. */
  committedText(root: string, path: string): Promise<string>;
  /** Something was signed. */
  refresh(): void;
}
