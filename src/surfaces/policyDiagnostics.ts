/**
 * Mistakes in policy files, as the user types them and in files that are not open: a broken policy protects nothing.
 */
import * as vscode from 'vscode';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import { unmatchedNames, type PolicySurroundings } from '../core/policy/unmatchedNames';
import { parsePolicy } from '../core/policy/parsePolicy';
import type { PolicyProblem } from '../core/policy/policy';
import { policyFileName } from '../core/policy/policy';
import type { Logger } from '../core/ports';
import { diagnosticSource } from './shownDiagnostics';
import { isPolicyFile } from './policyFiles';
import { positionsIn } from './textPositions';

/** How long nothing is typed before rules are compared with the files of the repository; milliseconds. */
const PAUSE = 500;

/**
 * The editor's own JSON support reports some of the same mistakes from the schema. Where it marks the same place, ours
 * is not shown as well.
 */
export class PolicyDiagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(
    vscode.languages.createDiagnosticCollection('countersign-policy'),
  );
  private readonly found = new Map<string, { uri: vscode.Uri; diagnostics: readonly vscode.Diagnostic[] }>();

  /** Of open documents: rules that cover nothing, in the text that they were looked for in. */
  private readonly idle = new Map<
    string,
    { readonly text: string; readonly problems: readonly PolicyProblem[] }
  >();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();

  /** @param surroundingsOf the repository that a policy is for; null when it is for none */
  constructor(
    private readonly surroundingsOf: (policy: vscode.Uri) => Promise<PolicySurroundings | null>,
    private readonly log: Logger,
  ) {
    const { workspace } = vscode;
    this.store.add(workspace.onDidOpenTextDocument((document) => this.checkDocument(document)));
    this.store.add(workspace.onDidChangeTextDocument(({ document }) => this.checkDocument(document)));
    this.store.add(workspace.onDidCloseTextDocument(({ uri }) => this.closed(uri)));
    this.store.add(vscode.languages.onDidChangeDiagnostics(({ uris }) => this.avoidDoubles(uris)));
    const watcher = this.store.add(workspace.createFileSystemWatcher(`**/${policyFileName}`));
    this.store.add(watcher.onDidCreate((uri) => void this.checkFile(uri)));
    this.store.add(watcher.onDidChange((uri) => void this.checkFile(uri)));
    this.store.add(watcher.onDidDelete((uri) => this.set(uri, [])));
    for (const document of workspace.textDocuments) this.checkDocument(document);
    this.store.add(workspace.onDidChangeWorkspaceFolders(({ added }) => this.checkFolders(added)));
    this.checkFolders(workspace.workspaceFolders ?? []);
  }

  /** All that is wrong with the policy as the document has it now. */
  problemsOf(document: vscode.TextDocument): readonly PolicyProblem[] {
    const text = document.getText();
    return [...parsePolicy(text).problems, ...this.idleIn(document.uri, text)];
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.store.dispose();
  }

  /** A policy counts at the root of a repository: that is where it is looked for, without a search of everything. */
  private checkFolders(folders: readonly vscode.WorkspaceFolder[]): void {
    for (const { uri } of folders) void this.checkFile(vscode.Uri.joinPath(uri, policyFileName));
  }

  private closed(uri: vscode.Uri): void {
    this.idle.delete(uri.toString());
    void this.checkFile(uri);
  }

  private async checkFile(uri: vscode.Uri): Promise<void> {
    if (!isPolicyFile(uri)) return;
    if (vscode.workspace.textDocuments.some((document) => isSameFile(document, uri))) return;
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      this.check(uri, text, positionsIn(text));
    } catch (error) {
      this.log.debug(`policy file ${uri.fsPath} is not readable: ${String(error)}`);
      this.set(uri, []);
    }
  }

  private checkDocument(document: vscode.TextDocument): void {
    if (!isPolicyFile(document.uri)) return;
    this.check(document.uri, document.getText(), (offset) => document.positionAt(offset));
    clearTimeout(this.timers.get(document));
    const lookForIdle = (): void => {
      this.timers.delete(document);
      this.lookForIdle(document).catch((error: unknown) =>
        this.log.debug(`the files of the repository could not be listed: ${String(error)}`),
      );
    };
    this.timers.set(document, setTimeout(lookForIdle, PAUSE));
  }

  /** Only of a policy that is open: a rule may be there for files that are still to come. */
  private async lookForIdle(document: vscode.TextDocument): Promise<void> {
    const around = await this.surroundingsOf(document.uri);
    if (around === null) return;
    if (around.kind === 'repository' && around.paths.length === 0) return;
    const { strayAttributes } = await import('../core/policy/editPolicy');
    if (this.store.isDisposed || document.isClosed) return;
    const text = document.getText();
    const stray = around.kind === 'repository' ? strayAttributes(text, around.attributes) : [];
    this.idle.set(document.uri.toString(), { text, problems: [...unmatchedNames(text, around), ...stray] });
    this.check(document.uri, text, (offset) => document.positionAt(offset));
  }

  private idleIn(uri: vscode.Uri, text: string): readonly PolicyProblem[] {
    const idle = this.idle.get(uri.toString());
    return idle?.text === text ? idle.problems : [];
  }

  private check(uri: vscode.Uri, text: string, positionAt: (offset: number) => vscode.Position): void {
    const { Error, Information } = vscode.DiagnosticSeverity;
    this.set(uri, [
      ...parsePolicy(text).problems.map((problem) => diagnosticOf(problem, Error, positionAt)),
      ...this.idleIn(uri, text).map((problem) => diagnosticOf(problem, Information, positionAt)),
    ]);
  }

  private set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    if (this.store.isDisposed) return;
    this.found.set(uri.toString(), { uri, diagnostics });
    this.show(uri, diagnostics);
  }

  private avoidDoubles(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const found = this.found.get(uri.toString());
      if (found !== undefined) this.show(found.uri, found.diagnostics);
    }
  }

  private show(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    const others = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== diagnosticSource);
    const ours = diagnostics.filter((diagnostic) => !others.some((other) => isSamePlace(diagnostic, other)));
    const shown = this.collection.get(uri) ?? [];
    if (JSON.stringify(shown) !== JSON.stringify(ours)) this.collection.set(uri, ours);
  }
}

function diagnosticOf(
  { offset, length, message }: PolicyProblem,
  severity: vscode.DiagnosticSeverity,
  positionAt: (offset: number) => vscode.Position,
): vscode.Diagnostic {
  const range = new vscode.Range(positionAt(offset), positionAt(offset + length));
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = diagnosticSource;
  return diagnostic;
}

function isSameFile(document: vscode.TextDocument, uri: vscode.Uri): boolean {
  return !document.isClosed && document.uri.toString() === uri.toString();
}

function isSamePlace(ours: vscode.Diagnostic, other: vscode.Diagnostic): boolean {
  return (
    ours.range.start.line === other.range.start.line && ours.range.intersection(other.range) !== undefined
  );
}
