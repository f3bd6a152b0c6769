/**
 * Undo and redo around AI text: what comes back has the author that it had.
 */
import type { Kind } from '../kind';
import type { Stage } from '../stage';
import { typeAndAccept } from './ghostText';

const world = 'fixture';

export const undo: readonly Kind[] = [
  {
    name: 'undo-redo-ghost',
    title: 'ghost text, undone and done again',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await travel(stage, 'undo');
      await travel(stage, 'redo');
    },
  },
  {
    name: 'undo-redo-ghost-words',
    title: 'ghost text by words, undone and done again',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ', 'word');
      await stage.acceptGhost('', 'word');
      await stage.acceptGhost('', 'word');
      await travel(stage, 'undo', 2);
      await travel(stage, 'redo', 2);
    },
  },
  {
    name: 'undo-redo-ghost-lines',
    title: 'ghost text of several lines, undone and done again',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const list = ');
      await stage.press('Control+End');
      await stage.type('\ndone();');
      await travel(stage, 'undo', 2);
      await travel(stage, 'redo', 2);
    },
  },
  {
    name: 'undo-redo-typed-behind',
    title: 'ghost text with keys at once behind it, undone and done again',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await stage.page.keyboard.type('xyz');
      await stage.untilText('the typed text', (text) => text.endsWith('xyz'));
      await travel(stage, 'undo', 2);
      await travel(stage, 'redo', 2);
    },
  },
  {
    name: 'undo-past-ghost',
    title: 'undo past ghost text, and another way from there',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await travel(stage, 'undo', 2);
      await stage.type('const words = alpha + typed;');
      await stage.untilText('the typed text', (text) => text.endsWith('typed;'));
    },
  },
  {
    name: 'redo-after-undoing-others',
    title: 'redo after other edits were undone',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await stage.type('\nlet typed = 1;\n');
      await stage.untilText('the typed text', (text) => text.includes('typed = 1;\n'));
      await typeAndAccept(stage, 'a.ts', 'const list = ');
      await travel(stage, 'undo', 4);
      await travel(stage, 'redo', 3);
      await travel(stage, 'undo', 1);
      await travel(stage, 'redo', 2);
    },
  },
  {
    name: 'undo-across-save',
    title: 'undo and redo across a save',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await stage.save();
      await travel(stage, 'undo');
      await stage.save();
      await travel(stage, 'redo');
      await stage.save();
    },
  },
  {
    name: 'undo-deletion',
    title: 'AI text deleted by a person, the deletion undone',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const list = ');
      await stage.press('Control+a');
      await stage.changingText('the deletion', () => stage.press('Delete'));
      await travel(stage, 'undo');
    },
  },
];

/** Presses undo or redo so many times, one after the other. */
export async function travel(stage: Stage, way: 'undo' | 'redo', times = 1): Promise<void> {
  const key = way === 'undo' ? 'Control+z' : 'Control+Shift+z';
  for (let i = 0; i < times; i++) await stage.changingText(`the ${way}`, () => stage.press(key));
}
