/**
 * Changes that are taken back in the Source Control view, in the diff editor and from the gutter, with the mouse.
 */
import type { Locator } from 'playwright-core';
import { openSourceControl } from '../../host/sourceControl';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { baseline, writeLines, writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Two places that differ from the commit: lines at the end, and a line above the first. */
async function changeTwoPlaces(stage: Stage): Promise<void> {
  // The view shows no more rows than fit: this file's must be among the first.
  await stage.git('add', '--all');
  await stage.git('commit', '--quiet', '--allow-empty', '--message=What was there');
  await writeMixture(stage, 'a.ts');
  await stage.moveTo(1, 1);
  await stage.changingText('a new line', () => stage.press('Control+Shift+Enter'));
  await writeLines(stage, [['const first = ', '100 + 1;']]);
  await stage.save();
}

/** Presses the button of a row, which is there only under the mouse, and that of the dialog that then asks. */
async function discardRow(stage: Stage, row: Locator): Promise<void> {
  const question = stage.page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Discard/ });
  const button = row.locator('a.action-label[aria-label^="Discard Changes"]').first();
  const asked = async (): Promise<boolean> => question.isVisible();
  await until('the question whether to discard', async () => {
    // It may come late, and then covers the row.
    if (await asked()) return true;
    // A view that is behind does not show the file, or takes it for an untracked one and asks whether to delete it.
    const isOther = await stage.page.locator('.monaco-dialog-box').isVisible();
    if (isOther) await stage.press('Escape');
    if (isOther || !(await row.isVisible())) await stage.command('git.refresh');
    await stage.page.mouse.move(0, 0);
    await row.hover({ timeout: 2_000 }).catch(() => undefined);
    await button.click({ timeout: 2_000 }).catch(() => undefined);
    await question.waitFor({ timeout: 2_000 }).catch(() => undefined);
    return asked();
  });
  await question.click();
}

function rowOf(stage: Stage) {
  const folder = stage.path('').replace(/\/$/, '');
  return stage.page.locator('.scm-view .monaco-list-row .resource', { hasText: folder }).first();
}

async function discard(stage: Stage): Promise<void> {
  await openSourceControl(stage.session);
  await discardRow(stage, rowOf(stage));
  await stage.untilText('the text of the commit', (text) => text === baseline);
}

export const sourceControl: readonly Kind[] = [
  {
    name: 'discard-changes',
    title: 'changes discarded in the Source Control view, and new ones made',
    world,
    async run(stage) {
      await changeTwoPlaces(stage);
      await discard(stage);
      await stage.open('a.ts');
      await stage.press('Control+End');
      await writeLines(stage, [['const sum = ', 'rate + base;'], ['const more = 7;']]);
    },
  },
  {
    name: 'discard-undone',
    title: 'changes discarded in the Source Control view, and brought back by undo',
    world,
    async run(stage) {
      await changeTwoPlaces(stage);
      await discard(stage);
      await stage.open('a.ts');
      await stage.changingText('the undo', () => stage.press('Control+z'));
      await stage.untilText('the changes', (text) => text.includes('apple') && text.includes('first'));
    },
  },
  {
    name: 'revert-from-gutter',
    title: 'one change reverted from the gutter',
    world,
    async run(stage) {
      await changeTwoPlaces(stage);
      await stage.open('a.ts');
      await stage.moveTo(2, 1);
      const revert = stage.page
        .locator('.peekview-actions a.action-label[aria-label^="Revert Change"]')
        .first();
      // The editor compares with the commit in its own time.
      await until('the change in the text', async () => {
        await stage.press('Alt+F3');
        return revert.isVisible();
      });
      await stage.asking(() => stage.changingText('the reverted lines', () => revert.click()));
      await stage.press('Escape');
    },
  },
  {
    name: 'revert-selected-ranges',
    title: 'selected ranges reverted in the diff editor',
    world,
    async run(stage) {
      await changeTwoPlaces(stage);
      const diff = stage.page.locator('.monaco-diff-editor .modified .monaco-editor.focused');
      // Git sees the change in its own time, and opens the file alone before that.
      await until('the diff editor', async () => {
        await stage.open('a.ts');
        await stage.command('git.openChange');
        return diff.isVisible();
      });
      await stage.press('Control+Home');
      await stage.press('Shift+End');
      await stage.asking(async () => {
        await stage.command('git.revertSelectedRanges');
        await until(
          'the reverted line',
          async () => !(await stage.session.text(stage.path('a.ts'))).includes('first'),
        );
      });
    },
  },
  {
    name: 'discard-staged',
    title: 'part of it staged, the rest discarded',
    world,
    async run(stage) {
      await changeTwoPlaces(stage);
      await stage.git('add', '--', stage.path('a.ts'));
      await stage.press('Control+End');
      await stage.changingText('a new line', () => stage.press('Enter'));
      await writeLines(stage, [['const pear = ', 'apple * 2;']]);
      await stage.save();
      await openSourceControl(stage.session);
      const row = stage.page
        .locator('.scm-view .monaco-list-row .resource', { hasText: stage.path('').replace(/\/$/, '') })
        .last();
      await discardRow(stage, row);
      await stage.untilText('the staged text', (text) => !text.includes('pear'));
    },
  },
];
