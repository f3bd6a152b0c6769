/**
 * Commands that move, copy, sort and rewrite whole lines: what they take along keeps its author.
 */
import type { Kind } from '../kind';
import { writeMixture } from '../mixture';
import type { Stage } from '../stage';

/** One kind per command: with its key where it has one, on lines of all authors. */
function kind(name: string, title: string, run: (stage: Stage) => Promise<void>): Kind {
  return {
    name: `line-${name}`,
    title,
    world: 'fixture',
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await run(stage);
    },
  };
}

/** Lines 3 to 5 of the mixture: the AI's and the person's. */
async function selectWritten(stage: Stage): Promise<void> {
  await stage.select([3, 1], [5, 30]);
}

async function change(stage: Stage, key: string): Promise<void> {
  await stage.changingText(key, () => stage.press(key));
}

async function command(stage: Stage, id: string): Promise<void> {
  await stage.changingText(id, () => stage.command(id));
}

export const lineCommands: readonly Kind[] = [
  kind('move-up', 'move lines up', async (stage) => {
    await stage.moveTo(5, 3);
    await change(stage, 'Alt+ArrowUp');
    await change(stage, 'Alt+ArrowUp');
    await change(stage, 'Alt+ArrowUp');
  }),
  kind('move-down', 'move lines down', async (stage) => {
    await stage.select([2, 1], [3, 4]);
    await change(stage, 'Alt+ArrowDown');
    await change(stage, 'Alt+ArrowDown');
  }),
  kind('copy-up', 'copy lines up', async (stage) => {
    await selectWritten(stage);
    await change(stage, 'Control+Shift+Alt+ArrowUp');
  }),
  kind('copy-down', 'copy lines down', async (stage) => {
    await stage.moveTo(3, 3);
    await change(stage, 'Control+Shift+Alt+ArrowDown');
    await stage.moveTo(5, 3);
    await change(stage, 'Control+Shift+Alt+ArrowDown');
  }),
  kind('duplicate-selection', 'duplicate the selection', async (stage) => {
    await stage.select([3, 7], [3, 25]);
    await command(stage, 'editor.action.duplicateSelection');
    await stage.select([4, 7], [5, 12]);
    await command(stage, 'editor.action.duplicateSelection');
  }),
  kind('join', 'join lines', async (stage) => {
    await selectWritten(stage);
    await command(stage, 'editor.action.joinLines');
  }),
  kind('sort-ascending', 'sort lines, ascending', async (stage) => {
    await stage.press('Control+a');
    await command(stage, 'editor.action.sortLinesAscending');
  }),
  kind('sort-descending', 'sort lines, descending', async (stage) => {
    await stage.press('Control+a');
    await command(stage, 'editor.action.sortLinesDescending');
  }),
  kind('upper-case', 'upper case', async (stage) => {
    await stage.select([3, 10], [5, 20]);
    await command(stage, 'editor.action.transformToUppercase');
  }),
  kind('lower-case', 'upper, then lower case', async (stage) => {
    await selectWritten(stage);
    await command(stage, 'editor.action.transformToUppercase');
    await command(stage, 'editor.action.transformToLowercase');
  }),
  kind('title-case', 'title case', async (stage) => {
    await selectWritten(stage);
    await command(stage, 'editor.action.transformToTitlecase');
  }),
  kind('comment', 'line comment on and off', async (stage) => {
    await selectWritten(stage);
    await change(stage, 'Control+/');
    await change(stage, 'Control+/');
    await stage.moveTo(3, 1);
    await change(stage, 'Control+/');
  }),
  kind('block-comment', 'block comment on and off', async (stage) => {
    await stage.select([3, 7], [3, 25]);
    await change(stage, 'Control+Shift+a');
    await stage.select([5, 1], [5, 6]);
    await change(stage, 'Control+Shift+a');
    await change(stage, 'Control+Shift+a');
  }),
  kind('indent', 'indent and outdent', async (stage) => {
    await selectWritten(stage);
    await change(stage, 'Tab');
    await change(stage, 'Control+]');
    await change(stage, 'Shift+Tab');
  }),
  kind('delete', 'delete lines', async (stage) => {
    await stage.moveTo(4, 1);
    await change(stage, 'Control+Shift+k');
    await stage.moveTo(1, 1);
    await change(stage, 'Control+Shift+k');
  }),
  kind('transpose', 'transpose letters', async (stage) => {
    await stage.moveTo(3, 18);
    await command(stage, 'editor.action.transposeLetters');
    await stage.moveTo(4, 8);
    await command(stage, 'editor.action.transposeLetters');
  }),
  kind('insert', 'insert a line above and below', async (stage) => {
    await stage.moveTo(3, 20);
    await change(stage, 'Control+Shift+Enter');
    await stage.type('let above = 1;');
    await stage.moveTo(4, 20);
    await change(stage, 'Control+Enter');
    await stage.type('let below = 2;');
    await stage.untilText('the new lines', (text) => text.includes('below = 2;'));
  }),
  {
    name: 'line-snake-case',
    title: 'snake, camel and kebab case',
    world: 'fixture',
    async run(stage) {
      await writeMixture(stage, 'a.ts', 'let firstName;\n', [
        ['let lastName = ', 'givenName + maidenName;'],
        ['let houseNumber = 1;'],
      ]);
      await stage.select([2, 1], [3, 30]);
      await command(stage, 'editor.action.transformToSnakecase');
      await stage.select([2, 20], [3, 18]);
      await command(stage, 'editor.action.transformToCamelcase');
      await stage.select([2, 5], [2, 14]);
      await command(stage, 'editor.action.transformToKebabcase');
    },
  },
];
