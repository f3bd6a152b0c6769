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
import type { DocumentProvenance } from './provenanceSource';
import { ShownDiagnostics } from './shownDiagnostics';
import type { RuleProblem } from './shownDiagnostics';
import { shownSeverity } from './shownSeverity';

/** One diagnostic per contiguous block of AI and mixed lines, as long as the document is open. */
export class CriticalDiagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly problems = this.store.add(new ShownDiagnostics('countersign'));

  constructor(
    private readonly provenance: CurrentProvenance,
    private readonly settings: Settings,
    private readonly t: Translate,
  ) {
    this.store.add(provenance.onDidChange((document) => this.update(document)));
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => this.update(document)));
    this.store.add(
      vscode.workspace.onDidCloseTextDocument((document) => this.problems.show(document.uri, [])),
    );
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
    this.problems.show(document.uri, provenance === null ? [] : this.problemsOf(document, provenance));
  }

  private problemsOf(document: vscode.TextDocument, provenance: DocumentProvenance): RuleProblem[] {
    const { rule, repository, lines, groups } = provenance;
    const severity = rule && shownSeverity(rule.severity, this.settings, document.uri);
    if (rule === null || severity === null) return [];
    return aiBlocks(lines).map((block) => ({
      range: blockRange(document, block),
      message: diagnosticMessage(block, rule, this.t, groups),
      severity,
      rule: rule.name,
      repository,
    }));
  }
}
