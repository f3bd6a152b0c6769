/**
 * The AI Provenance view in Source Control: what an AI wrote of what is about to be committed, and the commits that wait
 * for a senior, who reviews and signs one from there, by mouse.
 */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { addSenior, becomeJunior, senior } from '../host/addSenior';
import { gitIn } from '../host/gitIn';
import { repositoryRoot } from '../host/installation';
import { notification } from '../host/notifications';
import { commitFromScm, openSourceControl } from '../host/sourceControl';
import { until } from '../host/until';
import { useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';

describe('the AI Provenance view', () => {
  const { session, sample } = useWorkbench(
    [
      { before: 'export const rate = ', insert: '0.02;' },
      { before: 'const hello = ', insert: 'world;' },
    ],
    {},
    ({ path: root }) => addSenior(root, 'rates'),
  );

  const view = (): Locator =>
    session().page.locator('.pane', {
      has: session().page.locator('.pane-header[aria-label^="AI Provenance"]'),
    });
  const row = (text: string): Locator => view().locator('.monaco-list-row', { hasText: text });
  const rows = async (): Promise<string[]> =>
    (await view().locator('.monaco-list-row').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    );

  function untilRows(expected: readonly (string | RegExp)[]): Promise<unknown> {
    return until(`the rows ${expected.join(', ')}`, async () => {
      const shown = await rows();
      const isSame = (text: string, index: number): boolean => {
        const wanted = expected[index];
        return wanted instanceof RegExp ? wanted.test(text) : wanted === text;
      };
      return shown.length === expected.length && shown.every(isSame);
    });
  }

  function selected(): Promise<string> {
    return until('a selection', () =>
      session().inHost((vscode) => {
        const editor = vscode.window.activeTextEditor;
        return editor === undefined || editor.selection.isEmpty
          ? null
          : editor.document.getText(editor.selection);
      }),
    );
  }

  function screenshot(name: string): Promise<string> {
    return session().screenshot(path.join(repositoryRoot, 'test-output', 'provenanceView', `${name}.png`));
  }

  it('is closed until somebody opens it', async () => {
    await becomeJunior(sample().path);
    await session().open(critical);
    await openSourceControl(session());
    await view().locator('.pane-header').waitFor();
    assert.deepEqual(await rows(), []);
  });

  it('lists the lines of an AI, staged and not', async () => {
    await session().open(critical);
    await session().press('Control+Home');
    await session().typeAndAccept('export const rate = ', '0.02');
    await session().press('Enter');
    await session().save();
    await gitIn(sample().path, session().environment, 'add', critical);
    await session().open(ordinary);
    await session().press('Control+Home');
    await session().typeAndAccept('const hello = ', 'world');
    await session().press('Enter');
    await session().save();
    await view().locator('.pane-header').click();
    await untilRows([
      /^Staged ?AI in 1 of 1 lines$/,
      /^charge\.ts ?src\/payments · 1 line · critical: payments$/,
      /^Not staged ?AI in 1 of 1 lines$/,
      /^greet\.ts ?src\/app · 1 line$/,
      /^Waiting for Your Countersignature$/,
      /^No commit of this branch waits for the countersignature of robin@example\.com\.$/,
    ]);
    await screenshot('1-uncommitted');
  });

  it('goes to the lines, also where others were typed above them since they were staged', async () => {
    await session().open(critical);
    await session().press('Control+Home');
    await session().type('let above = 1;');
    await session().press('Enter');
    await row('charge.ts').first().locator('.label-name').click();
    assert.equal(await selected(), 'export const rate = 0.02;');
    await session().press('Control+Home');
    // The click has opened it, too.
    await row('Line 2').first().click();
    assert.equal(await selected(), 'export const rate = 0.02;');
    await session().open(critical);
    await session().inHost((vscode) => vscode.commands.executeCommand('workbench.action.files.revert'));
  });

  it('lists the commits that wait for a senior, and starts the review at the change that is clicked', async () => {
    await commitFromScm(session(), 'Set the rate', { stage: [critical, ordinary] });
    await senior.takesOver(sample().path);
    await untilRows([
      /^Waiting for Your Countersignature$/,
      /^Set the rate ?[0-9a-f]{10} · Robin Vale <robin@example\.com>$/,
      /^charge\.ts ?src\/payments · 1 line · critical: payments$/,
    ]);
    await screenshot('2-waiting');
    await row('charge.ts').click();
    await session().page.locator('.statusbar-item', { hasText: 'Review 1 of 1' }).first().waitFor();
    assert.equal(await selected(), 'export const rate = 0.02;');
  });

  it('countersigns from there', async () => {
    await row('Set the rate').hover();
    await row('Set the rate').locator('.action-label[aria-label^="Countersign"]').click();
    await session().page.locator('.quick-input-box input').waitFor();
    await screenshot('3-comment');
    await session().press('Enter');
    await notification(session(), `as ${senior.email}`).waitFor();
    await untilRows([
      /^Waiting for Your Countersignature$/,
      /^No commit of this branch waits for the countersignature of dana@example\.com\.$/,
    ]);
    await screenshot('4-signed');
  });
});
