/**
 * Mistakes in a policy, marked in the real editor while it is typed and while it is closed.
 */
import * as assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { PolicyDiagnostics } from '../../src/surfaces/policyDiagnostics';
import { PolicyFixes } from '../../src/surfaces/policyFixes';
import { closeEditor, eventually } from './surfacesFakes';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

const format = (message: string, ...args: readonly unknown[]): string =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

/** Takes a quick fix from the list that the editor offers at an offset. */
async function applyFix(document: vscode.TextDocument, offset: number, title: string): Promise<void> {
  const at = document.positionAt(offset);
  const place = new vscode.Range(at, at);
  const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    ...[document.uri, place],
  );
  const fix = offered.find((action) => action.title === title);
  assert.ok(fix?.edit !== undefined, offered.map((action) => action.title).join());
  await vscode.workspace.applyEdit(fix.edit);
}

describe('problems in policies', () => {
  let directory: string;
  let file: string;
  let surface: PolicyDiagnostics;

  beforeEach(() => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    directory = join(folder.uri.fsPath, `policy-${process.pid}`);
    file = join(directory, '.countersign.json');
    mkdirSync(directory);
  });

  afterEach(async () => {
    surface.dispose();
    await closeEditor();
    rmSync(directory, { recursive: true });
  });

  /** But for what the installed extension says of a policy in a folder. */
  function messages(): string[] {
    const all = vscode.languages.getDiagnostics(vscode.Uri.file(file)).map(({ message }) => message);
    return all.filter((message) => !message.startsWith('This policy does not count'));
  }

  const undefinedGroup = (): boolean =>
    messages().some((message) => message.includes('group "x" is not defined'));

  it('are marked as they are typed, and go when they are corrected', async () => {
    writeFileSync(
      file,
      '{ "critical": [{ "name": "a", "files": ["b"], "countersign": { "by": ["@x"] } }] }\n',
    );
    surface = new PolicyDiagnostics(() => Promise.resolve(null), quiet);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    assert.equal(editor.document.languageId, 'jsonc');
    await eventually('the undefined group', undefinedGroup);
    const group = ', "groups": { "x": ["dana@example.com"] }';
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, editor.document.lineAt(0).text.length - 2), group),
    );
    await eventually('a clean policy', () => messages().length === 0);
  });

  it('are marked once where the schema marks them too', async () => {
    writeFileSync(file, '{ "critcal": [] }\n');
    surface = new PolicyDiagnostics(() => Promise.resolve(null), quiet);
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await eventually('a single mark', () => messages().join() === 'Property critcal is not allowed.');
  });

  it('are mended by a quick fix where a name was probably meant', async () => {
    writeFileSync(file, '{ "critcal": [] }\n');
    surface = new PolicyDiagnostics(() => Promise.resolve(null), quiet);
    const fixes = new PolicyFixes((document) => surface.problemsOf(document), format);
    try {
      const { document } = await vscode.window.showTextDocument(vscode.Uri.file(file));
      await applyFix(document, 4, 'Change to "critical"');
      assert.equal(document.getText(), '{ "critical": [] }\n');
    } finally {
      fixes.dispose();
    }
  });

  it('are rules that cover no file, while the policy is open, with the folder that was meant', async () => {
    writeFileSync(file, '{ "critical": [{ "name": "a", "files": ["src/payment/**"] }] }\n');
    surface = new PolicyDiagnostics(
      () =>
        Promise.resolve({
          kind: 'repository',
          paths: ['src/payments/charge.ts'],
          owners: null,
          attributes: '',
        }),
      quiet,
    );
    const fixes = new PolicyFixes((document) => surface.problemsOf(document), format);
    try {
      const { document } = await vscode.window.showTextDocument(vscode.Uri.file(file));
      const said = 'No file of this repository matches: did you mean src/payments/**?';
      await eventually('the rule that covers nothing', () => messages().join() === said);
      await applyFix(document, document.getText().indexOf('src/'), 'Change to "src/payments/**"');
      await eventually('a clean policy', () => messages().length === 0);
      assert.match(document.getText(), /\["src\/payments\/\*\*"\]/);
    } finally {
      fixes.dispose();
    }
  });

  it('are known of the policy of an open folder, though nobody opened it', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    file = join(folder.uri.fsPath, '.countersign.json');
    const before = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, before.replace('"@payments-seniors"', '"@x"'));
      surface = new PolicyDiagnostics(() => Promise.resolve(null), quiet);
      await eventually('the undefined group', undefinedGroup);
    } finally {
      writeFileSync(file, before);
    }
  });
});
