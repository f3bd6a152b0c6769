/**
 * Destructive AI edits among the problems of the real editor: what is shown, and when it goes.
 */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PlacedFinding } from '../../src/core/gate/destructive/placedFinding';
import { defaultDestructive } from '../../src/core/policy/policy';
import { untranslated } from '../../src/core/present/translate';
import { CodeActions } from '../../src/surfaces/codeActions';
import { CurrentProvenance } from '../../src/surfaces/currentProvenance';
import { DestructiveDiagnostics } from '../../src/surfaces/destructiveDiagnostics';
import type { DestructiveSource } from '../../src/surfaces/provenanceSource';
import { closeEditor, eventually, MarkedLines, showText, TestSettings } from './surfacesFakes';

/** Every line that says `drop` is destructive. */
class DroppingLines implements DestructiveSource {
  policy = defaultDestructive;
  asked = 0;

  async findingsOf(document: vscode.TextDocument) {
    this.asked++;
    const found = document
      .getText()
      .split('\n')
      .flatMap((line, at): PlacedFinding[] =>
        line.includes('drop')
          ? [{ kind: 'added', rule: 'sql-drop', reason: 'drops a table', lines: [[at + 1, at + 1]] }]
          : [],
      );
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { policy: this.policy, findings: found };
  }
}

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('problems of destructive edits', () => {
  let provenance: MarkedLines;
  let source: DroppingLines;
  let settings: TestSettings;
  let surface: DestructiveDiagnostics;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    provenance = new MarkedLines();
    provenance.rule = null;
    source = new DroppingLines();
    settings = new TestSettings();
    editor = await showText('first\n  drop a  \nlast');
    const current = new CurrentProvenance(provenance, settings);
    surface = new DestructiveDiagnostics(current, source, settings, log, untranslated);
    await until(1);
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

  async function until(count: number): Promise<vscode.Diagnostic[]> {
    await eventually(`${count} problems`, () => problems().length === count);
    return problems();
  }

  it('are in ordinary files, with rule, reason and a way to the policy', () => {
    const [problem] = problems();
    assert.ok(problem);
    assert.deepEqual([problem.range.start.line, problem.range.start.character], [1, 2]);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(
      problem.message,
      'Destructive AI edit: sql-drop (drops a table). Line 2. Make sure that this is meant.',
    );
    assert.ok(typeof problem.code === 'object');
    assert.equal(problem.code.value, 'sql-drop');
  });

  it('come with the answer, and go when a person has put it right and rests', async () => {
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'drop b\n'));
    provenance.fire(editor.document);
    await until(2);
    // Nobody tells of this one: no line changed its author.
    await editor.edit((edit) => edit.replace(editor.document.lineAt(2).range, 'keep b'));
    await until(1);
  });

  it('are not looked for while a person types in a document without any', async () => {
    await editor.edit((edit) => edit.replace(editor.document.lineAt(1).range, 'keep'));
    await until(0);
    const { asked } = source;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'drop'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(source.asked, asked);
    assert.deepEqual(problems(), []);
  });

  it('can be turned down and off', async () => {
    settings.change('diagnostics.severity', 'hint');
    await eventually('a hint', () => problems()[0]?.severity === vscode.DiagnosticSeverity.Hint);
    const ways: [key: string, value: unknown, back: unknown][] = [
      ['diagnostics.severity', 'off', 'rule'],
      ['marks.diagnostics', false, true],
      ['exclude.languages', ['plaintext'], []],
      ['exclude.paths', ['src/**'], []],
    ];
    for (const [key, value, back] of ways) {
      settings.change(key, value);
      await until(0);
      settings.change(key, back);
      await until(1);
    }
  });

  it('offer to compare with the last commit, because what is deleted cannot be shown', () => {
    const actions = new CodeActions(untranslated, (...problem) => surface.has(...problem));
    const [problem] = problems();
    assert.ok(problem);
    const context = { diagnostics: [problem], triggerKind: 1, only: undefined };
    const offered = actions.provideCodeActions(editor.document, problem.range, context);
    actions.dispose();
    assert.deepEqual(
      offered.map(({ title, command }) => [title, command?.command]),
      [
        ['Compare with the last commit', 'git.openChange'],
        ['Open rule “sql-drop” in the policy', 'countersign.openPolicy'],
        ['Change how AI warnings are shown…', 'workbench.action.openSettings'],
      ],
    );
  });

  it('leave nothing behind when the surface goes', () => {
    surface.dispose();
    assert.deepEqual(problems(), []);
  });
});
