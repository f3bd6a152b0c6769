/**
 * The packaged extension in the real extension host.
 */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('extension host', () => {
  it('has the sample repository open', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, '.countersign.json'));
  });

  it('activates the packaged extension', async () => {
    const extension = vscode.extensions.getExtension('countersign.countersign');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
