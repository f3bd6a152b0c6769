/**
 * AI-written code in critical files, in the list of problems.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { aiBlocks } from '../core/present/aiBlocks';
import { diagnosticMessage } from '../core/present/blockText';
import type { Translate } from '../core/present/translate';
import { blockRange } from './blockRange';
import { exclusionSettings } from './currentProvenance';
import type { CurrentProvenance } from './currentProvenance';
import { policyUri } from './policyFiles';
import type { DocumentProvenance } from './provenanceSource';
import { shownSeverity } from './shownSeverity';

/** The `source` of every diagnostic of ours. */
export const diagnosticSource = 'countersign';

/** One diagnostic per contiguous block of AI and mixed lines, as long as the document is open. */
export class CriticalDiagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(vscode.languages.createDiagnosticCollection(diagnosticSource));
  /** What is shown, so that the same is not shown again: every update redraws the editor's marks. */
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly provenance: CurrentProvenance,
    private readonly settings: Settings,
    private readonly t: Translate,
  ) {
    this.store.add(provenance.onDidChange((document) => this.update(document)));
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => this.update(document)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.show(document.uri, [])));
    const watched = [table.diagnostics, table.severity, ...exclusionSettings];
    this.store.add(settings.onDidChange(watched, () => this.updateAll()));
    this.updateAll();
  }

  dispose(): void {
    this.store.dispose();
  }

  private updateAll(): void {
    for (const document of vscode.workspace.textDocuments) this.update(document);
  }

  private update(document: vscode.TextDocument): void {
    const provenance = this.provenance.of(document);
    if (provenance === 'stale') return;
    this.show(document.uri, provenance === null ? [] : this.diagnosticsOf(document, provenance));
  }

  private diagnosticsOf(document: vscode.TextDocument, provenance: DocumentProvenance): vscode.Diagnostic[] {
    const { rule, repository, lines } = provenance;
    const severity = rule && shownSeverity(rule.severity, this.settings, document.uri);
    if (rule === null || severity === null) return [];
    return aiBlocks(lines).map((block) => {
      const message = diagnosticMessage(block, rule, this.t);
      const diagnostic = new vscode.Diagnostic(blockRange(document, block), message, severity);
      diagnostic.source = diagnosticSource;
      diagnostic.code =
        repository === null ? rule.name : { value: rule.name, target: policyUri(repository.root) };
      return diagnostic;
    });
  }

  private show(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    const key = uri.toString();
    const content = diagnostics
      .map(({ range, message, severity }) => JSON.stringify([range, message, severity]))
      .join();
    if ((this.shown.get(key) ?? '') === content) return;
    if (content === '') this.shown.delete(key);
    else this.shown.set(key, content);
    this.collection.set(uri, diagnostics.length === 0 ? undefined : diagnostics);
  }
}
