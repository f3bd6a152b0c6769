/**
 * Countersigning with real keys, of the keyboard and of SSH: a junior commits AI-written code in a critical file, a senior
 * finds, reviews and signs it, and an edit makes the signature void.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { addSenior, becomeJunior, senior } from '../host/addSenior';
import { diagnosticsOf, untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { repositoryRoot } from '../host/installation';
import { notification } from '../host/notifications';
import { commitFromScm } from '../host/sourceControl';
import { until } from '../host/until';
import { useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const { email } = senior;
const people = /Needs a countersignature by @payments-seniors \(dana@example\.com\)\.$/;

/** In the window: the texts that decorations put after lines. */
const textsAfterLines = `() => [...document.querySelectorAll('.view-line span')]
  .map((span) => getComputedStyle(span, '::after').content)
  .filter((content) => content.includes('AI'))`;

describe('countersigning', () => {
  const { session, sample } = useWorkbench(
    [
      { before: 'export const rate = ', insert: '0.02;' },
      { before: 'export const refund = ', insert: '(amount: number): number => {\n  return -amount;\n};' },
    ],
    {},
    ({ path: root }) => addSenior(root, 'refunds'),
  );

  function git(...args: string[]): Promise<string> {
    return gitIn(sample().path, session().environment, ...args);
  }

  async function untilAfterLine(text: string, count: number): Promise<void> {
    await until(`${count} times ${text}`, async () => {
      const shown = await session().page.evaluate<string[]>(`(${textsAfterLines})()`);
      return shown.length === count && shown.every((one) => one.includes(text));
    });
  }

  async function untilStatus(text: string): Promise<void> {
    await session().page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  async function chord(key: string): Promise<void> {
    await session().press('Control+k');
    await session().press(key);
  }

  /** Asks anew, where marks may still be those of before. */
  async function nothingWaits(): Promise<void> {
    await session().press('F1');
    await session().type('Countersign: Show Commits Waiting');
    await session()
      .page.locator('.quick-input-list .monaco-list-row', { hasText: 'Waiting' })
      .first()
      .waitFor();
    await session().press('Enter');
    const said = notification(session(), 'No commit of this branch waits');
    await said.waitFor();
    await session().inHost((vscode) => vscode.commands.executeCommand('notifications.clearAll'));
    await said.waitFor({ state: 'detached' });
  }

  function screenshot(name: string): Promise<string> {
    return session().screenshot(path.join(repositoryRoot, 'test-output', 'countersigning', `${name}.png`));
  }

  it('is asked for, with the people who can, while the lines are not committed', async () => {
    await becomeJunior(sample().path);
    await session().open(critical);
    await session().press('Control+Home');
    await session().typeAndAccept('export const rate = ', '0.02');
    await session().press('Enter');
    await session().press('Control+End');
    await session().typeAndAccept('\nexport const refund = ', 'amount');
    await session().save();
    const warnings = await untilDiagnostics(session(), 'two warnings', (all) => all.length === 2);
    for (const { message } of warnings) assert.match(message, people);
    await untilAfterLine('needs countersigning', 2);
  });

  it('is asked for when they are committed', async () => {
    await commitFromScm(session(), 'Pay back');
    await session().open(critical);
    const commit = (await git('rev-parse', 'HEAD')).slice(0, 10);
    const warnings = await untilDiagnostics(
      session(),
      'two warnings about the commit',
      (all) => all.length === 2 && all.every(({ message }) => message.includes(`Commit ${commit}.`)),
    );
    for (const { message } of warnings) assert.match(message, people);
    await untilAfterLine('needs countersigning', 2);
    await screenshot('1-needed');
  });

  it('waits for the senior, who walks the changes with keys', async () => {
    await senior.takesOver(sample().path);
    await session().press('F1');
    await session().type('Countersign: Show Commits Waiting');
    await session()
      .page.locator('.quick-input-list .monaco-list-row', { hasText: 'Waiting' })
      .first()
      .waitFor();
    await session().press('Enter');
    const row = session().page.locator('.quick-input-list .monaco-list-row', { hasText: 'Pay back' });
    await row.waitFor();
    assert.match(await row.innerText(), /src\/payments\/charge\.ts \(payments, 4 lines\)/);
    await session().press('Enter');
    await untilStatus('Review 1 of 2');
    assert.match(await selectedText(), /^export const rate = 0\.02;$/);
    await chord('j');
    await untilStatus('Review 2 of 2');
    assert.match(await selectedText(), /^export const refund = [^]*-amount;\n\};$/);
    await screenshot('2-review');
    await chord('Shift+J');
    await untilStatus('Review 1 of 2');
  });

  it('is given with a comment', async () => {
    await chord('x');
    const input = session().page.locator('.quick-input-box input');
    await input.waitFor();
    await session().type('Checked the rounding');
    await screenshot('3-comment');
    await session().press('Enter');
    await notification(session(), 'as dana@example.com').waitFor();
    const note = await git('notes', '--ref=countersign', 'show', 'HEAD');
    const { payload } = JSON.parse(note.split('\n')[0] ?? '') as { payload: string };
    assert.match(Buffer.from(payload, 'base64').toString(), /Checked the rounding/);
    await session().page.locator('.tab', { hasText: 'payments' }).waitFor({ state: 'detached' });
  });

  it('is shown, and nothing is wrong any more', async () => {
    await session().open(critical);
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
    await untilAfterLine(`countersigned by ${email}`, 2);
    await screenshot('4-signed');
  });

  it('waits for nobody then', () => nothingWaits());

  it('is void once the file is edited, and counts again after undo', async () => {
    await session().open(critical);
    await session().moveTo(3, 1);
    await session().type('/');
    const warnings = await untilDiagnostics(session(), 'void', (all) => all.length === 2);
    for (const { message } of warnings)
      assert.match(message, /The countersignature by dana@example\.com is void since your last edit\./);
    await untilAfterLine('void since your last edit', 2);
    await screenshot('5-void');
    await session().press('Control+z');
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
    assert.deepEqual(await diagnosticsOf(session()), []);
  });

  it('is quiet when it is switched off', async () => {
    const set = (value: boolean | undefined): Promise<unknown> =>
      session().inHost(
        (vscode, { on }) =>
          vscode.workspace.getConfiguration('countersign').update('marks.countersignatures', on, true),
        { on: value },
      );
    await set(false);
    await until('nothing after the lines', async () => {
      return (await session().page.evaluate<string[]>(`(${textsAfterLines})()`)).length === 0;
    });
    await set(undefined);
    await untilAfterLine(`countersigned by ${email}`, 2);
  });

  it('still counts when a rebase makes the commit anew', async () => {
    await git('checkout', '--quiet', '-b', 'next', 'main');
    await git('commit', '--quiet', '--allow-empty', '-m', 'Meanwhile');
    await git('checkout', '--quiet', 'refunds');
    const signed = await git('rev-parse', 'HEAD');
    await git('rebase', '--quiet', 'next');
    assert.notEqual(await git('rev-parse', 'HEAD'), signed);
    await nothingWaits();
    await untilAfterLine(`countersigned by ${email}`, 2);
    assert.deepEqual(await diagnosticsOf(session()), []);
    await screenshot('6-rebased');
  });

  it('still counts when the junior squashes the branch', async () => {
    await becomeJunior(sample().path);
    await git('checkout', '--quiet', '-b', 'squashed', 'main');
    await git('merge', '--quiet', '--squash', 'refunds');
    await git('commit', '--quiet', '-m', 'All of it');
    await nothingWaits();
    await untilAfterLine(`countersigned by ${email}`, 2);
    assert.deepEqual(await diagnosticsOf(session()), []);
    await screenshot('7-squashed');
  });

  it('is still asked for when the change takes the rule out and claims to be signed', async () => {
    await becomeJunior(sample().path);
    await git('checkout', '--quiet', '-b', 'excused', 'main');
    await session().open(critical);
    await session().untilText('the file as main has it', (text) => !text.includes('refund'));
    await session().press('Control+Home');
    await session().typeAndAccept('export const rate = ', '0.02');
    await session().press('Enter');
    await session().save();
    writeFileSync(path.join(sample().path, '.countersign.json'), '{ "critical": [] }\n');
    const claim = `Countersigned-by: Dana Lee <${email}>`;
    await git('commit', '--quiet', '--all', '-m', 'Excuse me', '--trailer', claim);
    assert.match(await git('log', '-1', '--format=%B'), /^Countersigned-by: Dana Lee <.*\nAssisted-by: /m);
    const commit = (await git('rev-parse', 'HEAD')).slice(0, 10);
    const [warning] = await untilDiagnostics(
      session(),
      'the warning about the commit',
      (all) => all.length === 1 && all[0]?.message.includes(`Commit ${commit}.`) === true,
    );
    assert.match(warning?.message ?? '', people);
    // The senior signed other content of this file.
    await untilAfterLine('countersignature void since the last change', 1);
    await screenshot('8-excused');
  });

  function selectedText(): Promise<string> {
    return until('a selection', () =>
      session().inHost((vscode) => {
        const editor = vscode.window.activeTextEditor;
        const isOurs = editor?.document.uri.scheme === 'countersign-review' && !editor.selection.isEmpty;
        return isOurs ? editor.document.getText(editor.selection) : null;
      }),
    );
  }
});
