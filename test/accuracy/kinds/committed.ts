/**
 * Lines that are in the last commit and are then rewritten by tools: the AI's stay the AI's, whatever happened between.
 */
import type { Kind } from '../kind';
import { chooseAction, nameSymbol, renameSymbol } from '../languageTools';
import { writeMixture } from '../mixture';
import type { MixedLine } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

const messyLines: readonly MixedLine[] = [
  ['const   total=', 'base*rate  +1;'],
  ['const  extra =5;'],
  ['const   apple =', 'total+extra;'],
];

/** A note speaks of lines, not of characters: of these each has one author, but for the first, which is tidy. */
const messyWholeLines: readonly MixedLine[] = [
  ['let first = ', '1;\nconst   total=base*rate  +1;\nconst   apple =total+first;'],
  ['const  extra =5;'],
];

/** Writes lines of all authors and commits them. */
async function commitMixture(stage: Stage, lines = messyLines): Promise<void> {
  await writeMixture(stage, 'a.ts', undefined, lines);
  await stage.save();
  await stage.commit('a.ts');
}

async function format(stage: Stage): Promise<void> {
  await stage.changingText('the formatting', () => stage.press('Control+Shift+i'));
  await stage.untilText('all of it', (text) => text.includes('base * rate + 1;'));
}

export const committed: readonly Kind[] = [
  {
    name: 'committed-format',
    title: 'lines of the last commit, formatted',
    world,
    async run(stage) {
      await commitMixture(stage);
      await format(stage);
    },
  },
  {
    name: 'committed-rename',
    title: 'lines of the last commit, a symbol renamed',
    world,
    async run(stage) {
      await commitMixture(stage);
      await stage.moveTo(3, 'const   to'.length);
      await renameSymbol(stage, 'sumOfAll');
    },
  },
  {
    name: 'committed-reload-format',
    title: 'whole lines of the last commit, formatted after the window was reloaded',
    world,
    async run(stage) {
      await commitMixture(stage, messyWholeLines);
      await stage.reload();
      await stage.open('a.ts');
      await format(stage);
    },
  },
  {
    name: 'committed-quick-fix',
    title: 'lines of the last commit, changed by a refactoring',
    world,
    async run(stage) {
      await commitMixture(stage);
      await stage.select([3, 'const   total='.length + 1], [3, 'const   total=base*rate'.length + 1]);
      await chooseAction(stage, 'Extract to constant in enclosing scope', 'Control+Shift+r');
      await nameSymbol(stage, 'product');
    },
  },
  {
    name: 'committed-move',
    title: 'lines of the last commit, moved, and typed in',
    world,
    async run(stage) {
      await commitMixture(stage);
      await stage.moveTo(5, 1);
      await stage.changingText('the move', () => stage.press('Alt+ArrowUp'));
      await stage.changingText('the move', () => stage.press('Alt+ArrowUp'));
      await stage.moveTo(3, -2);
      await stage.type(' + 100');
      await stage.untilText('the typed part', (text) => text.includes('total+extra + 100;'));
    },
  },
];
