/**
 * Mistakes in a policy, marked in the real editor while it is typed and while it is closed.
 */
import * as assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { PolicyDiagnostics } from '../../src/surfaces/policyDiagnostics';
import { closeEditor, eventually } from './surfacesFakes';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

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

  function messages(): string[] {
    return vscode.languages.getDiagnostics(vscode.Uri.file(file)).map(({ message }) => message);
  }

  const undefinedGroup = (): boolean =>
    messages().some((message) => message.includes('group "x" is not defined'));

  it('are marked as they are typed, and go when they are corrected', async () => {
    writeFileSync(
      file,
      '{ "critical": [{ "name": "a", "files": ["b"], "countersign": { "by": ["@x"] } }] }\n',
    );
    surface = new PolicyDiagnostics(quiet);
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
    surface = new PolicyDiagnostics(quiet);
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await eventually('a single mark', () => messages().join() === 'Property critcal is not allowed.');
  });

  it('are known of the policy of an open folder, though nobody opened it', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    file = join(folder.uri.fsPath, '.countersign.json');
    const before = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, before.replace('"@payments-seniors"', '"@x"'));
      surface = new PolicyDiagnostics(quiet);
      await eventually('the undefined group', undefinedGroup);
    } finally {
      writeFileSync(file, before);
    }
  });
});
