/**
 * The commands, in the real editor.
 */
import * as assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parsePolicy } from '../../src/core/policy/parsePolicy';
import { untranslated } from '../../src/core/present/translate';
import { commandIds } from '../../src/surfaces/commandIds';
import { GoToAiChange } from '../../src/surfaces/commands/goToAiChange';
import { MarkCritical } from '../../src/surfaces/commands/markCritical';
import { OpenPolicy } from '../../src/surfaces/commands/openPolicy';
import { closeEditor, eventually, MarkedLines, showText } from './surfacesFakes';

describe('commands', () => {
  it('all exist', async () => {
    await vscode.extensions.getExtension('countersign.countersign')?.activate();
    const existing = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.values(commandIds)) assert.ok(existing.has(id), id);
  });

  it('of the keys are on keys that nothing else in the editor takes', async () => {
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    for (const key of ['ctrl+k a', 'ctrl+k shift+a']) {
      const bound = [...text.matchAll(/"key": "([^"]+)",\s+"command": "([^"]+)"/g)]
        .filter(([, bound]) => bound === key)
        .map(([, , command]) => command);
      assert.equal(bound.length, 1, `${key}: ${bound.join()}`);
      assert.match(bound[0] ?? '', /^countersign\./);
    }
  });
});

describe('going to AI changes', () => {
  const source = new MarkedLines();
  const next = new GoToAiChange('next', source, untranslated);
  const previous = new GoToAiChange('previous', source, untranslated);
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await showText('a // ai\nb // ai\nc\nd // ai\ne\n  f // ai\n');
  });

  afterEach(closeEditor);

  async function lineAfter(command: GoToAiChange, from: number): Promise<number> {
    editor.selection = new vscode.Selection(from, 0, from, 0);
    await command.run();
    return editor.selection.active.line;
  }

  it('goes from block to block and around the ends', async () => {
    assert.deepEqual(
      [
        await lineAfter(next, 0),
        await lineAfter(next, 1),
        await lineAfter(next, 5),
        await lineAfter(next, 6),
      ],
      [3, 3, 0, 0],
    );
    assert.deepEqual(
      [await lineAfter(previous, 6), await lineAfter(previous, 3), await lineAfter(previous, 0)],
      [5, 0, 5],
    );
  });

  it('stands on the first visible character', async () => {
    assert.equal(await lineAfter(next, 4), 5);
    assert.equal(editor.selection.active.character, 2);
  });

  it('selects the change that holds a line', async () => {
    await next.run({ uri: editor.document.uri.toString(), line: 2 });
    const { start, end } = editor.selection;
    assert.deepEqual([start.line, start.character, end.line, end.character], [0, 0, 1, 7]);
  });

  it('moves nowhere when there is no AI change, whatever it is given', async () => {
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 9, 0), 'a\nb\n'));
    for (const argument of [undefined, null, 7, {}, { line: -1 }, { uri: 'no uri' }, { line: 99 }]) {
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await next.run(argument);
      assert.equal(editor.selection.active.line, 1);
    }
  });
});

describe('making files critical', () => {
  let root: string;
  let policy: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'countersign-mark-'));
    policy = join(root, '.countersign.json');
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeEditor();
    rmSync(root, { recursive: true });
  });

  const repositories = {
    rootOf: async () => root,
    roots: async () => [root],
    surroundingsOf: async () => null,
  };

  /** Runs a command and accepts what every input proposes, until the policy is as expected. */
  async function accepting(command: MarkCritical, path: string, done: () => boolean): Promise<void> {
    const run = command.run(vscode.Uri.file(join(root, path)));
    const deadline = Date.now() + 15_000;
    while (!done() && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    await run;
    assert.ok(done(), existsSync(policy) ? readFileSync(policy, 'utf8') : 'no policy');
  }

  function rules(): unknown {
    if (!existsSync(policy)) return null;
    const { policy: read, problems } = parsePolicy(readFileSync(policy, 'utf8'));
    assert.deepEqual(problems, []);
    return read.critical.map(({ name, files, severity }) => [name, files, severity]);
  }

  it('creates the policy with a rule named after the folder', async () => {
    const mark = new MarkCritical('file', repositories, untranslated);
    await accepting(mark, 'src/pay/charge.ts', () => existsSync(policy));
    assert.deepEqual(rules(), [['pay', ['src/pay/charge.ts'], 'error']]);
  });

  it('adds a folder to a rule that exists, in the open editor too', async () => {
    const before = '{\n  // ours\n  "critical": [{ "name": "r", "files": ["a"] }]\n}\n';
    writeFileSync(policy, before);
    await new OpenPolicy(repositories, untranslated).run({ rule: 'r' });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.getText(editor.selection), '"r"');
    const mark = new MarkCritical('folder', repositories, untranslated);
    await accepting(mark, 'deploy', () => readFileSync(policy, 'utf8') !== before);
    assert.equal(readFileSync(policy, 'utf8'), before.replace('["a"]', '["a", "deploy/**"]'));
    await eventually('a saved editor', () => !editor.document.isDirty);
  });

  it('asks nothing and changes nothing when the policy cannot be read', async () => {
    writeFileSync(policy, '{ "critical": [');
    const mark = new MarkCritical('file', repositories, untranslated);
    await mark.run(vscode.Uri.file(join(root, 'a.ts')));
    assert.equal(readFileSync(policy, 'utf8'), '{ "critical": [');
  });
});
