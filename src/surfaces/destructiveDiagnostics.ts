/**
 * Destructive AI edits, in the list of problems: in every file, critical or not.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import type { PlacedFinding } from '../core/gate/destructive/placedFinding';
import type { DestructivePolicy } from '../core/policy/policy';
import type { Logger } from '../core/ports';
import { destructiveMessage } from '../core/present/destructiveText';
import type { Translate } from '../core/present/translate';
import { blockRange } from './blockRange';
import { exclusionSettings } from './currentProvenance';
import type { CurrentProvenance } from './currentProvenance';
import type { DestructiveSource, DocumentProvenance } from './provenanceSource';
import { ShownDiagnostics } from './shownDiagnostics';
import type { RuleProblem } from './shownDiagnostics';
import { shownSeverity } from './shownSeverity';

/** How long a person must rest before what is shown is looked at again; milliseconds. */
const REST = 300;

/**
 * One diagnostic per rule and contiguous block. A person's typing brings none up; it may take one away, so a document
 * that has some is looked at again when the typing rests.
 */
export class DestructiveDiagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly problems = this.store.add(new ShownDiagnostics('countersign-destructive'));
  private readonly working = new Set<vscode.TextDocument>();
  private readonly waiting = new Set<vscode.TextDocument>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();

  constructor(
    private readonly provenance: CurrentProvenance,
    private readonly source: DestructiveSource,
    private readonly settings: Settings,
    private readonly log: Logger,
    private readonly t: Translate,
  ) {
    this.store.add(provenance.onDidChange((document) => this.update(document)));
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => this.update(document)));
    this.store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.typed(document)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    const watched = [table.diagnostics, table.severity, ...exclusionSettings];
    this.store.add(settings.onDidChange(watched, () => this.updateAll()));
    this.store.add({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.updateAll();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Whether a problem at this place is one of these. */
  has(uri: vscode.Uri, { range, message }: vscode.Diagnostic): boolean {
    return this.problems
      .of(uri)
      .some((diagnostic) => diagnostic.message === message && diagnostic.range.isEqual(range));
  }

  private updateAll(): void {
    for (const document of vscode.workspace.textDocuments) this.update(document);
  }

  private typed(document: vscode.TextDocument): void {
    if (!this.problems.has(document.uri)) return;
    clearTimeout(this.timers.get(document));
    this.timers.set(
      document,
      setTimeout(() => this.update(document), REST),
    );
  }

  /** At most one look at a document at a time, and one more when something changed meanwhile. */
  private update(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    if (this.working.has(document)) {
      this.waiting.add(document);
      return;
    }
    const provenance = this.provenance.of(document);
    if (provenance === 'stale') return;
    if (provenance === null || !this.settings.get(table.diagnostics, document.uri))
      return this.problems.show(document.uri, []);
    this.working.add(document);
    this.look(document, provenance)
      .catch((error: unknown) => this.log.error('Destructive edits could not be looked for.', error))
      .finally(() => {
        this.working.delete(document);
        if (this.waiting.delete(document) && !this.store.isDisposed) this.update(document);
      });
  }

  private async look(document: vscode.TextDocument, provenance: DocumentProvenance): Promise<void> {
    const answer = await this.source.findingsOf(document, provenance.lines);
    if (this.store.isDisposed || document.isClosed) return;
    if (document.version !== provenance.version) {
      this.waiting.add(document);
      return;
    }
    const { findings = [], policy = null } = answer ?? {};
    this.problems.show(
      document.uri,
      findings.flatMap((finding) => this.problemOf(document, provenance, finding, policy)),
    );
  }

  private problemOf(
    document: vscode.TextDocument,
    { repository }: DocumentProvenance,
    finding: PlacedFinding,
    policy: DestructivePolicy | null,
  ): RuleProblem[] {
    const [place] = finding.lines;
    const severity = policy && shownSeverity(policy.severity, this.settings, document.uri);
    if (policy === null || place === undefined || severity === null) return [];
    const range = blockRange(document, { first: place[0], last: place[1] });
    const message = destructiveMessage(finding, policy.countersign, this.t);
    return [{ range, message, severity, rule: finding.rule, repository }];
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.waiting.delete(document);
    this.problems.show(document.uri, []);
  }
}
