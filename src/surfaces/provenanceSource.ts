/**
 * The one thing that every surface draws from: the provenance of an open document, computed elsewhere.
 */
import type * as vscode from 'vscode';
import type { PlacedFinding } from '../core/gate/destructive/placedFinding';
import type { LineAuthor } from '../core/ledger/lineAuthors';
import type { CriticalRule, DestructivePolicy, Policy } from '../core/policy/policy';

/** The answer for one open document at one version. Immutable. */
export interface DocumentProvenance {
  readonly uri: vscode.Uri;
  /** The version of the document that the lines belong to. */
  readonly version: number;
  readonly repository: { readonly root: string } | null;
  /** Posix path relative to the repository root; null outside a repository. */
  readonly path: string | null;
  /** The uncommitted authorship, one entry per line. */
  readonly lines: readonly (LineAuthor | null)[];
  readonly rule: CriticalRule | null;
  /** The people behind the names of groups, where they are known. */
  readonly groups?: Policy['groups'];
}

export interface ProvenanceSource {
  /** Fires after a document's provenance changed: at once when AI text landed, coalesced while a person types. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  /** Cheap, cached per version. Null for documents that are not followed. */
  provenanceOf(document: vscode.TextDocument): DocumentProvenance | null;
}

/** Knows what AI edits of open documents are destructive. */
export interface DestructiveSource {
  /** About the text at the time of the call, whose lines have these authors; null when there is nothing to say. */
  findingsOf(
    document: vscode.TextDocument,
    lines: DocumentProvenance['lines'],
  ): Promise<{ readonly policy: DestructivePolicy; readonly findings: readonly PlacedFinding[] } | null>;
}
