/**
 * Ghost text of the fixture provider, accepted in every way there is.
 */
import type { Kind } from '../kind';

const world = 'fixture';
const words = { before: 'const words = ', insert: 'alpha + beta + gamma;' };

export const ghostText: readonly Kind[] = [
  {
    name: 'ghost-whole',
    title: 'ghost text, whole (Tab)',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha');
    },
  },
  {
    name: 'ghost-word',
    title: 'ghost text, word by word',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      for (let part = 0; part < 4; part++) await stage.acceptGhost('', 'word');
    },
  },
  {
    name: 'ghost-mouse',
    title: 'ghost text, by mouse',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha', 'mouse');
    },
  },
  {
    name: 'ghost-undo-redo',
    title: 'ghost text, undone and done again',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha');
      await stage.changingText('the undo', () => stage.press('Control+z'));
      await stage.changingText('the redo', () => stage.press('Control+Shift+z'));
      await stage.untilText('the words again', (text) => text.endsWith('gamma;'));
    },
  },
];
