/**
 * Find and replace, through the find widget and the search view.
 */
import { readFileSync } from 'node:fs';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Opens the widget with its key and fills it with keys; the focus is then in the field of the replacement. */
async function fillWidget(stage: Stage, find: string, replacement: string): Promise<void> {
  await stage.moveTo(1, 1);
  await stage.press('Control+h');
  const widget = stage.page.locator('.editor-group-container.active .find-widget.visible.replaceToggled');
  await widget.waitFor();
  await fill(stage, find);
  await stage.press('Tab');
  await fill(stage, replacement);
}

async function fill(stage: Stage, text: string): Promise<void> {
  await stage.press('Control+a');
  await stage.press('Delete');
  await stage.type(text);
}

export const findReplace: readonly Kind[] = [
  {
    name: 'replace-all',
    title: 'find and replace all',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await fillWidget(stage, 'total', 'sumOfAll');
      await stage.changingText('the replacement', () => stage.press('Control+Alt+Enter'));
      await fillWidget(stage, 'rate', 'factor');
      await stage.changingText('the replacement', () => stage.press('Control+Alt+Enter'));
    },
  },
  {
    name: 'replace-one-by-one',
    title: 'find and replace, one by one',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await fillWidget(stage, 'extra', 'more');
      await stage.press('Enter');
      await stage.untilText('the first', (text) => text.includes('const more'));
      await stage.press('Enter');
      await stage.untilText('the second', (text) => text.includes('total + more;'));
    },
  },
  {
    name: 'replace-regex',
    title: 'find and replace all, by regular expression',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await fillWidget(stage, '(\\w+) = (.+);', '$1: number = ($2);');
      await stage.press('Alt+r');
      await stage.changingText('the replacement', () => stage.press('Control+Alt+Enter'));
      await stage.press('Alt+r');
      await stage.untilText('all of them', (text) => text.includes('const apple: number = (total + extra);'));
    },
  },
  {
    name: 'replace-in-files',
    title: 'replace all in the search view, in files open and not open',
    world,
    async run(stage) {
      await writeMixture(stage, 'b.ts', 'let crateOfApples = 1;\n', [['let boxes = ', 'crateOfApples * 2;']]);
      await stage.save();
      await stage.press('Control+F4');
      await writeMixture(stage, 'a.ts', 'let crateOfApples = 2;\n', [['let more = ', 'crateOfApples - 1;']]);
      await stage.save();
      await stage.command('workbench.action.findInFiles', {
        query: 'crateOfApples',
        replace: 'boxOfFruit',
        filesToInclude: stage.path(''),
        triggerSearch: true,
        isRegex: false,
      });
      const matches = stage.page.locator('.search-view .linematch');
      await until('the matches', async () => (await matches.count()) >= 4);
      await stage.page.locator('.search-view .replace-input textarea').first().click();
      await stage.asking(async () => {
        await stage.press('Control+Alt+Enter');
        await stage.page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Replace/ }).click();
        await until('the replacement', () =>
          ['a.ts', 'b.ts'].every((file) => !readFileSync(stage.fileOf(file), 'utf8').includes('crate')),
        );
      });
    },
  },
];
