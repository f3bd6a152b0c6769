/**
 * A collection of problems that shows the same only once: every update redraws the editor's marks.
 */
import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';
import { policyUri } from './policyFiles';

/** The `source` of every diagnostic of ours. */
export const diagnosticSource = 'countersign';

/** What a diagnostic says, and by which rule. */
export interface RuleProblem {
  readonly range: vscode.Range;
  readonly message: string;
  readonly severity: vscode.DiagnosticSeverity;
  readonly rule: string;
  /** Where the rule's policy lies; null where there is none to open. */
  readonly repository: { readonly root: string } | null;
}

export class ShownDiagnostics implements Disposable {
  private readonly collection: vscode.DiagnosticCollection;
  private readonly shown = new Map<string, string>();

  /** @param name of the collection, for the editor */
  constructor(name: string) {
    this.collection = vscode.languages.createDiagnosticCollection(name);
  }

  dispose(): void {
    this.collection.dispose();
  }

  /** What is shown of a document. */
  of(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    return this.collection.get(uri) ?? [];
  }

  has(uri: vscode.Uri): boolean {
    return this.shown.has(uri.toString());
  }

  show(uri: vscode.Uri, problems: readonly RuleProblem[]): void {
    const key = uri.toString();
    const content = problems
      .map(({ range, message, severity }) => JSON.stringify([range, message, severity]))
      .join();
    if ((this.shown.get(key) ?? '') === content) return;
    if (content === '') this.shown.delete(key);
    else this.shown.set(key, content);
    this.collection.set(uri, problems.length === 0 ? undefined : problems.map(diagnosticOf));
  }
}

function diagnosticOf({ range, message, severity, rule, repository }: RuleProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = diagnosticSource;
  diagnostic.code = repository === null ? rule : { value: rule, target: policyUri(repository.root) };
  return diagnostic;
}
