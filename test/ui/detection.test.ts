/**
 * Each kind of edit, made with real keys and mouse, and what the journal then says of every character.
 */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { AiOrigin } from '../../src/core/model';
import { gitIn } from '../host/gitIn';
import { until } from '../host/until';
import { annotated, settledState, useWorkbench } from './support';

const file = 'src/app/scratch.ts';

describe('who wrote it', () => {
  const workbench = useWorkbench(
    [
      { before: 'const words = ', insert: 'alpha + beta + gamma;' },
      { before: 'const lines = ', insert: '[\n  1,\n  2,\n];' },
      { before: 'const one = ', insert: '1' },
      { kind: 'intellisense', before: 'money.am', insert: 'amountOfMoney' },
      { before: 'amountOfMoney', insert: ';x' },
      { before: 'class Point3D', find: 'new Point(', insert: 'new Point3D(', kind: 'nextEdit' },
    ],
    { 'editor.autoClosingBrackets': 'always' },
    (sample) => writeFileSync(`${sample.path}/${file}`, ''),
  );
  const { session } = workbench;

  /** Starts each test with an empty file that nothing is known about. */
  beforeEach(async () => {
    await session().open(file);
    await session().press('Control+a');
    await session().press('Delete');
    await session().untilText('the empty file', (text) => text === '');
  });

  const known = async (): Promise<string> => annotated(await settledState(workbench, file));

  it('typing, with auto-closed brackets and indentation, is a person', async () => {
    await session().type('if (ready) {\nrun("x");');
    await session().untilText('the typed text', (text) => text.includes('run("x");'));
    assert.match(await known(), /^\[human:if \(ready\) \{\s+run\("x"\);\s*\}\]$/);
  });

  it('typing exactly what the ghost text shows is a person', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().type('alpha + beta');
    await session().untilText('the typed text', (text) => text.endsWith('beta'));
    assert.equal(await known(), '[human:const words = alpha + beta]');
  });

  it('ghost text accepted whole, with keys pressed at once behind it', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().press('Tab');
    await session().type('xyz');
    await session().untilText('the typed text', (text) => text.endsWith('xyz'));
    assert.equal(await known(), '[human:const words = ][ai:alpha + beta + gamma;][human:xyz]');
  });

  it('ghost text accepted word by word, a word at a time', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().press('Control+ArrowRight');
    await session().untilText('a word', (text) => text.endsWith('alpha'));
    for (const part of [' +', ' + beta', ' + beta +', ' + beta + gamma', ' + beta + gamma;']) {
      const text = await session().text();
      if (text.endsWith(part)) continue;
      await session().waitForGhostText('');
      await session().press('Control+ArrowRight');
      await session().untilText('another word', (now) => now !== text);
    }
    const text = await session().text();
    const accepted = text.slice('const words = '.length);
    await until(
      'the last accept command',
      async () => (await known()) === `[human:const words = ][ai:${accepted}]`,
    );
  });

  it('ghost text accepted line by line', async () => {
    await session().type('const lines = ');
    await session().waitForGhostText('[');
    await session().inHost((vscode) => vscode.commands.executeCommand('countersign.acceptNextLine'));
    await session().untilText('a line', (text) => text.includes('['));
    const state = await settledState(workbench, file);
    const ai = state.spans.find(({ origin }) => origin.author === 'ai')?.origin as AiOrigin | undefined;
    assert.equal(ai?.evidence, 'command');
    assert.match(annotated(state), /^\[human:const lines = \]\[ai:\[/);
  });

  it('ghost text of a single character is the AI’s all the same', async () => {
    await session().type('const one = ');
    await session().waitForGhostText('1');
    await session().press('Tab');
    await session().untilText('the character', (text) => text.endsWith('1'));
    await until('the AI character', async () => (await known()) === '[human:const one = ][ai:1]');
  });

  it('an IntelliSense item that a person chose is a person', async () => {
    await session().type('money.am');
    await session().press('Control+Space');
    await session().page.locator('.suggest-widget.visible .monaco-list-row.focused').waitFor();
    await session().press('Enter');
    await session().untilText('the item', (text) => text === 'money.amountOfMoney');
    assert.equal(await known(), '[human:money.amountOfMoney]');
  });

  it('an item of IntelliSense stays a person’s when a completion of one character follows', async () => {
    await session().type('money.am');
    await session().press('Control+Space');
    await session().page.locator('.suggest-widget.visible .monaco-list-row.focused').waitFor();
    await session().press('Enter');
    await session().untilText('the item', (text) => text === 'money.amountOfMoney');
    await session().waitForGhostText(';');
    await session().press('Control+ArrowRight');
    await session().untilText('the completion', (text) => text.endsWith(';'));
    await until('the accept command', async () => (await known()) === '[human:money.amountOfMoney][ai:;]');
  });

  it('a comment that closes itself is no AI', async () => {
    await session().type('/**\nSays hello.');
    await session().untilText('the comment', (text) => text.includes('Says hello.') && text.includes('*/'));
    assert.doesNotMatch(await known(), /\[ai:/);
  });

  it('what an input method composes is a person', async () => {
    await session().type('// ');
    const input = await session().page.context().newCDPSession(session().page);
    for (const text of ['n', 'に', 'にほ', 'にほん', '日本']) {
      await input.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    await input.send('Input.insertText', { text: '日本' });
    await session().untilText('the composed text', (text) => text === '// 日本');
    await until('the person', async () => (await known()) === '[human:// 日本]');
  });

  it('a copied line keeps its author, and other line ends are no AI', async () => {
    await session().type('const one = 2;\nlet total = 0;');
    await session().untilText('the typed text', (text) => text.endsWith('total = 0;'));
    await session().inHost((vscode) => vscode.commands.executeCommand('editor.action.copyLinesUpAction'));
    await session().untilText('the copied line', (text) => (text.match(/total/g) ?? []).length === 2);
    await session().inHost(async (vscode) => {
      await vscode.window.activeTextEditor?.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    });
    await session().untilText('the line ends', (text) => text.includes('\r\n'));
    const state = await settledState(workbench, file);
    assert.equal(annotated(state), '[human:const one = 2;\r\nlet total = 0;\r\nlet total = 0;]');
    await session().inHost(async (vscode) => {
      await vscode.window.activeTextEditor?.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
    });
    await session().untilText('the line ends', (text) => !text.includes('\r'));
  });

  it('a paste from outside is unknown', async () => {
    await session().page.evaluate('navigator.clipboard.writeText("let fromTheWeb = true;")');
    await session().type('// ');
    await session().press('Control+v');
    await session().untilText('the paste', (text) => text.includes('fromTheWeb'));
    assert.equal(await known(), '[human:// ][unknown:let fromTheWeb = true;]');
  });

  it('a paste of AI text stays the AI’s', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().press('Tab');
    await session().untilText('the completion', (text) => text.includes('gamma'));
    await session().press('Control+Shift+ArrowLeft');
    for (let i = 0; i < 4; i++) await session().press('Control+Shift+ArrowLeft');
    await session().press('Control+c');
    await session().press('End');
    await session().type('\n');
    await session().press('Control+v');
    const text = await session().untilText('the paste', (all) => /\n.*gamma;$/.test(all));
    const copied = text.split('\n')[1] ?? '';
    assert.ok((await known()).endsWith(`[ai:${copied}]`), await known());
    assert.ok(copied.length > 5);
  });

  it('undo and redo bring back text with its author', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().press('Tab');
    await session().untilText('the completion', (text) => text.includes('gamma'));
    await session().press('Control+a');
    await session().press('Delete');
    await session().untilText('nothing', (text) => text === '');
    await session().press('Control+z');
    await session().untilText('the text again', (text) => text.includes('gamma'));
    assert.equal(await known(), '[human:const words = ][ai:alpha + beta + gamma;]');
  });

  it('text that another program wrote is unknown, and what it kept keeps its author', async () => {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().press('Tab');
    await session().untilText('the completion', (text) => text.includes('gamma'));
    await session().save();
    appendFileSync(session().fileOf(file), '\nexport const other = 2;\n');
    await session().untilText('the reload', (text) => text.includes('other'));
    const state = await until('the unknown text', async () => {
      const found = await settledState(workbench, file);
      return found.spans.some(({ origin }) => origin.author === 'unknown') ? found : null;
    });
    assert.equal(
      annotated(state),
      '[human:const words = ][ai:alpha + beta + gamma;][unknown:\nexport const other = 2;\n]',
    );
  });

  it('the first edit after a save is known like any other', async () => {
    await session().type('a');
    await session().save();
    assert.equal(readFileSync(session().fileOf(file), 'utf8'), 'a');
    await session().type('b');
    await session().untilText('the edit', (text) => text === 'ab');
    assert.equal(await known(), '[human:ab]');
  });

  async function insertByExtension(text: string): Promise<void> {
    await session().inHost(async (vscode, inserted) => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return;
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), inserted);
      await vscode.workspace.applyEdit(edit);
    }, text);
    await session().untilText('the edit', (now) => now.startsWith(text));
  }

  it('an edit by an extension that does not say for whom is unknown', async () => {
    await session().type('start ');
    // The editor refuses an edit that was made for an older version of the text.
    await session().untilText('the typed text', (text) => text === 'start ');
    await insertByExtension('inserted by somebody\n');
    assert.equal(await known(), '[unknown:inserted by somebody\n][human:start ]');
  });

  async function acceptByMouse(): Promise<void> {
    await session().type('const words = ');
    await session().waitForGhostText('alpha');
    await session().page.locator('.ghost-text-decoration, .ghost-text').first().hover();
    await session()
      .page.locator('a.action-label', { hasText: /^Accept(?! Word)/ })
      .first()
      .click();
    await session().untilText('the completion', (text) => text.includes('gamma'));
  }

  it('ghost text accepted with the mouse is inferred', async () => {
    await acceptByMouse();
    const state = await settledState(workbench, file);
    assert.equal(annotated(state), '[human:const words = ][ai:alpha + beta + gamma;]');
    const ai = state.spans.at(-1)?.origin as AiOrigin;
    assert.equal(ai.evidence, 'shape');
  });

  it('what is not certain, or not known, is told so by the commit', async () => {
    await acceptByMouse();
    await insertByExtension('inserted by somebody\n');
    await session().save();
    await settledState(workbench, file);
    const git = (...args: string[]): Promise<string> =>
      gitIn(workbench.sample().path, session().environment, ...args);
    await git('add', '--', file);
    await git('commit', '--quiet', '--message', 'Words');
    assert.match(
      await git('log', '-1', '--format=%B'),
      /^AI-Provenance: added=2 ai=1 mixed=1 unknown=1 deleted-by-ai=0 files=1 evidence=inferred$/m,
    );
  });
});
