/**
 * What the surfaces draw from, under the control of a test: provenance and settings.
 */
import * as vscode from 'vscode';
import { Settings } from '../../src/adapters/vscode/settings';
import type { LineAuthor } from '../../src/core/ledger/lineAuthors';
import type { AiOrigin } from '../../src/core/model';
import type { CriticalRule } from '../../src/core/policy/policy';
import type { DocumentProvenance, ProvenanceSource } from '../../src/surfaces/provenanceSource';

export const payments: CriticalRule = {
  name: 'payments',
  files: ['**'],
  severity: 'warning',
  reason: 'moves money',
  countersign: { by: ['dana@example.com'], count: 1, when: 'ai' },
};

export function aiLine(origin: Partial<AiOrigin> = {}): LineAuthor {
  const full: AiOrigin = {
    ...{ author: 'ai', tool: 'Fixture Tool', model: 'm-1', session: null, evidence: 'command', time: 0 },
    ...origin,
  };
  return { author: 'ai', mixed: false, origin: full };
}

/** Lines that end in `// ai` are an AI's. */
export class MarkedLines implements ProvenanceSource {
  private readonly emitter = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidChange = this.emitter.event;
  rule: CriticalRule | null = payments;
  path = 'src/charge.ts';
  origin: Partial<AiOrigin> = {};
  /** Answers as if it had not seen the last change yet. */
  late = false;

  provenanceOf(document: vscode.TextDocument): DocumentProvenance | null {
    if (document.uri.scheme !== 'untitled' && document.uri.scheme !== 'file') return null;
    const lines = document.getText().split('\n');
    return {
      uri: document.uri,
      version: this.late ? document.version - 1 : document.version,
      repository: { root: '/repository' },
      path: this.path,
      lines: lines.map((line) => (/\/\/ ai\r?$/.test(line) ? aiLine(this.origin) : null)),
      rule: this.rule,
    };
  }

  fire(document: vscode.TextDocument): void {
    this.emitter.fire(document);
  }
}

/** Settings that a test can change without touching the user's. */
export class TestSettings extends Settings {
  private readonly values: Map<string, unknown>;
  private readonly emitter: vscode.EventEmitter<vscode.ConfigurationChangeEvent>;

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    const map = new Map<string, unknown>(Object.entries(values));
    const emitter = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
    super({
      getConfiguration: () => ({ get: (key: string) => map.get(key) }) as vscode.WorkspaceConfiguration,
      onDidChangeConfiguration: emitter.event,
    });
    this.values = map;
    this.emitter = emitter;
  }

  change(key: string, value: unknown): void {
    this.values.set(key, value);
    this.emitter.fire({ affectsConfiguration: (section) => section === `countersign.${key}` });
  }
}

/** Waits until `probe` gives something, for at most ten seconds. */
export async function eventually<T>(what: string, probe: () => T | null | undefined | false): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens a new document with this text in an editor. */
export async function showText(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Closes the active editor without a question. */
export async function closeEditor(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
