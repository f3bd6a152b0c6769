/**
 * AI-written code in critical files, among the problems of the real editor.
 */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { untranslated } from '../../src/core/present/translate';
import { CodeActions } from '../../src/surfaces/codeActions';
import { CurrentProvenance } from '../../src/surfaces/currentProvenance';
import { CriticalDiagnostics } from '../../src/surfaces/diagnostics';
import { closeEditor, eventually, MarkedLines, showText, TestSettings } from './surfacesFakes';

const text = ['first', '  one // ai', '\ttwo // ai  ', 'human', 'three // ai']
  .join('\n')
  .replace('ai  ', 'ai');

describe('problems in critical files', () => {
  let source: MarkedLines;
  let settings: TestSettings;
  let surface: CriticalDiagnostics;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    source = new MarkedLines();
    settings = new TestSettings();
    editor = await showText(text);
    surface = new CriticalDiagnostics(new CurrentProvenance(source, settings), settings, untranslated);
  });

  afterEach(async () => {
    surface.dispose();
    await closeEditor();
  });

  function problems(): vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(editor.document.uri)
      .filter((item) => item.source === 'countersign');
  }

  async function replace(line: number, content: string): Promise<void> {
    await editor.edit((edit) => edit.replace(editor.document.lineAt(line).range, content));
    source.fire(editor.document);
  }

  it('are one per block, on the visible text, with rule and reason', () => {
    const [first, second, ...others] = problems();
    assert.ok(first && second);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [first.range, second.range].map(({ start, end }) => [
        start.line,
        start.character,
        end.line,
        end.character,
      ]),
      [
        [1, 2, 2, 10],
        [4, 0, 4, 11],
      ],
    );
    assert.equal(first.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(
      first.message,
      /payments \(moves money\).*Fixture Tool \(m-1\), lines 2–3\..*dana@example\.com/,
    );
    const { code } = first;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'payments');
    assert.equal(code.target.path, '/repository/.countersign.json');
  });

  it('go when the AI text goes, and come back with it', async () => {
    await replace(4, 'three');
    assert.equal(problems().length, 1);
    await vscode.commands.executeCommand('undo');
    source.fire(editor.document);
    assert.equal(problems().length, 2);
  });

  it('stay as they are while the answer is behind the text', async () => {
    source.late = true;
    await replace(1, 'one');
    assert.equal(problems().length, 2);
    source.late = false;
    source.fire(editor.document);
    assert.deepEqual(
      problems().map(({ range }) => range.start.line),
      [2, 4],
    );
  });

  it('are not there in ordinary files', () => {
    source.rule = null;
    source.fire(editor.document);
    assert.deepEqual(problems(), []);
  });

  it('can be turned down, off, or out of languages and paths', () => {
    settings.change('diagnostics.severity', 'hint');
    assert.equal(problems()[0]?.severity, vscode.DiagnosticSeverity.Hint);
    const ways: [key: string, value: unknown, back: unknown][] = [
      ['diagnostics.severity', 'off', 'rule'],
      ['marks.diagnostics', false, true],
      ['exclude.languages', ['plaintext'], []],
      ['exclude.paths', ['src/**'], []],
    ];
    for (const [key, value, back] of ways) {
      settings.change(key, value);
      assert.deepEqual(problems(), [], key);
      settings.change(key, back);
      assert.equal(problems().length, 2, key);
    }
  });

  it('leave nothing behind when the surface goes', () => {
    surface.dispose();
    assert.deepEqual(problems(), []);
  });

  it('offer to show the change, open the rule and turn warnings down', () => {
    const actions = new CodeActions(untranslated);
    const [problem] = problems();
    assert.ok(problem);
    const context = { diagnostics: [problem], triggerKind: 1, only: undefined };
    const offered = actions.provideCodeActions(editor.document, problem.range, context);
    actions.dispose();
    assert.deepEqual(
      offered.map(({ title, command }) => [title, command?.command]),
      [
        ['Show the AI change', 'countersign.nextAiChange'],
        ['Open rule “payments” in the policy', 'countersign.openPolicy'],
        ['Change how AI warnings are shown…', 'workbench.action.openSettings'],
      ],
    );
    assert.deepEqual(offered[0]?.command?.arguments, [{ uri: editor.document.uri.toString(), line: 2 }]);
  });

  it('go when the document is closed', async () => {
    const { uri } = editor.document;
    await closeEditor();
    await eventually('an empty list of problems', () => vscode.languages.getDiagnostics(uri).length === 0);
    await showText('');
  });
});
