/**
 * Ghost text of the fixture provider, accepted in every way there is.
 */
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'fixture';
const words = { before: 'const words = ', insert: 'alpha + beta + gamma;' };
const list = { before: 'const list = ', insert: '[\n  first(),\n  second(),\n];' };

export const ghostText: readonly Kind[] = [
  {
    name: 'ghost-whole',
    title: 'ghost text, whole (Tab)',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const words = '),
  },
  {
    name: 'ghost-word',
    title: 'ghost text, word by word',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ', 'word');
      for (let i = 0; i < 4; i++) await stage.acceptGhost('', 'word');
    },
  },
  {
    name: 'ghost-line',
    title: 'ghost text, line by line',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const list = ', 'line');
      await stage.acceptGhost('first', 'line');
    },
  },
  {
    name: 'ghost-mouse',
    title: 'ghost text, by mouse',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const words = ', 'mouse'),
  },
  {
    name: 'ghost-multi-line',
    title: 'ghost text of several lines',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const list = '),
  },
  {
    name: 'ghost-mid-line',
    title: 'ghost text in the middle of a line',
    world,
    async run(stage) {
      stage.ghost({ before: 'send(', insert: 'message, receiver' });
      await stage.write('a.ts', '// before\n', { committed: true });
      await stage.open('a.ts');
      await stage.press('Control+End');
      await stage.type('send();');
      await stage.press('ArrowLeft', 2);
      await stage.type(' ');
      await stage.press('Backspace');
      await stage.acceptGhost('message');
    },
  },
  {
    name: 'ghost-replacing',
    title: 'ghost text that replaces a range',
    world,
    async run(stage) {
      stage.ghost({ before: 'send(', insert: 'send(message, receiver);', range: { start: 0, end: 6 } });
      await stage.open('a.ts');
      await stage.type('send(');
      await stage.untilText('the bracket', (text) => text === 'send()');
      await stage.acceptGhost('message');
    },
  },
  {
    name: 'ghost-several-cursors',
    title: 'ghost text with several cursors',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.write('a.ts', '\n\n');
      await stage.open('a.ts');
      await stage.moveTo(1, 1);
      await stage.command('editor.action.insertCursorBelow');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha');
      await stage.press('Escape');
    },
  },
  {
    name: 'ghost-empty-file',
    title: 'ghost text in an empty file',
    world,
    async run(stage) {
      stage.ghost({
        before: '',
        insert: 'export const first = true;\nexport const second = 2;\n',
        once: 'first',
      });
      await stage.open('a.ts');
      await stage.command('editor.action.inlineSuggest.trigger');
      await stage.acceptGhost('first');
    },
  },
  {
    name: 'ghost-no-final-newline',
    title: 'ghost text at the end of a file without final newline',
    world,
    async run(stage) {
      await stage.write('a.ts', 'const before = 1;\n// the end', { committed: true });
      await stage.open('a.ts');
      await stage.press('Control+End');
      await stage.type('\nconst list = ');
      stage.ghost(list);
      await stage.command('editor.action.inlineSuggest.trigger');
      await stage.acceptGhost('first');
    },
  },
  {
    name: 'ghost-twice',
    title: 'two ghost texts accepted right after each other',
    world,
    async run(stage) {
      stage.ghost({ before: 'gamma;', insert: ' // and more of it' });
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await stage.acceptGhost('and more');
    },
  },
  {
    name: 'ghost-typed-behind',
    title: 'ghost text with keys pressed at once behind it',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.press('Tab');
      await stage.page.keyboard.type('xyz');
      await stage.untilText('the typed text', (text) => text.endsWith('xyz'));
    },
  },
  {
    name: 'ghost-partly-typed',
    title: 'ghost text of which a part was typed',
    world,
    async run(stage) {
      stage.ghost(words);
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.type('alpha +');
      // The ghost text was there before: it does not tell that the keys have arrived.
      await stage.untilText('the typed text', (text) => text.includes('= alpha +'));
      await stage.acceptGhost('beta');
    },
  },
  {
    name: 'ghost-one-character',
    title: 'ghost text of a single character',
    world,
    async run(stage) {
      stage.ghost({ before: 'const one = ', insert: '1' });
      await stage.open('a.ts');
      await stage.type('const one = ');
      await stage.acceptGhost('1');
    },
  },
];

/** Types the beginning of a line of code and accepts what is suggested then. */
export async function typeAndAccept(
  stage: Stage,
  file: string,
  beginning: 'const words = ' | 'const list = ',
  how: 'whole' | 'word' | 'line' | 'mouse' = 'whole',
): Promise<void> {
  stage.ghost(beginning === words.before ? words : list);
  await stage.open(file);
  await stage.type(beginning);
  await stage.acceptGhost('', how);
}
