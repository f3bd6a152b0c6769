/**
 * Keys: whatever a person types is the person's, also what the editor adds to it.
 */
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'fixture';

export const typing: readonly Kind[] = [
  {
    name: 'typing',
    title: 'typing',
    world,
    async run(stage) {
      await stage.open('a.ts');
      await stage.type('export function add(a: number, b: number) {\nreturn a + b;\n');
      await stage.untilText('the typed text', (text) => text.includes('return a + b;'));
    },
  },
  {
    name: 'typing-the-ghost-text',
    title: 'typing exactly what the ghost text shows',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.type('alpha + beta + gamma;');
      await stage.untilText('the typed text', (text) => text.endsWith('gamma;'));
    },
  },
  {
    name: 'typing-with-ghost-text-ignored',
    title: 'typing on while ghost text is shown, and dismissing it',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.press('Escape');
      await stage.type('["x"];\n');
      await stage.untilText('the typed text', (text) => text.includes('["x"];\n'));
    },
  },
  {
    name: 'input-method',
    title: 'an input method (IME composition)',
    world,
    async run(stage) {
      await stage.open('a.ts');
      await stage.type('// ');
      await compose(stage, ['n', 'に', 'にほ', 'にほん', '日本'], '日本');
      await stage.untilText('the composed text', (text) => text === '// 日本');
      await stage.type('!');
    },
  },
  {
    name: 'dead-keys',
    title: 'dead keys',
    world,
    async run(stage) {
      await stage.open('a.ts');
      await stage.type('// caf');
      await compose(stage, ['´'], 'é');
      await stage.untilText('the accent', (text) => text === '// café');
      await stage.type(' cr');
      await compose(stage, ['^'], 'ê');
      await stage.type('pe');
      await stage.untilText('the rest', (text) => text === '// café crêpe');
    },
  },
  {
    name: 'auto-close',
    title: 'brackets and quotes that close themselves',
    world,
    async run(stage) {
      await stage.setting('editor.autoClosingBrackets', 'always');
      await stage.setting('editor.autoClosingQuotes', 'always');
      await stage.open('a.ts');
      await stage.type('call([{a: "b"}], `c`)');
      await stage.untilText('the brackets', (text) => text === 'call([{a: "b"}], `c`)');
      await stage.type(';\nword');
      await stage.press('Shift+Home');
      await stage.type('(');
      await stage.untilText('the surrounding brackets', (text) => text.endsWith('(word)'));
    },
  },
  {
    name: 'auto-indent',
    title: 'indentation and comment markers that the editor adds at Enter',
    world,
    async run(stage) {
      await stage.open('a.ts');
      await stage.type('/**\nSays why.\nAnd how.');
      await stage.untilText('the comment', (text) => text.includes('And how.') && text.includes('*/'));
      await stage.open('b.ts');
      await stage.type('function f() {\nif (x) {\nreturn [\n1,\n2');
      await stage.untilText('the list', (text) => /1,\n +2\n/.test(text));
    },
  },
  {
    name: 'multi-cursor-typing',
    title: 'typing with several cursors',
    world,
    async run(stage) {
      await stage.write('a.ts', 'one;\ntwo;\nthree;\n', { committed: true });
      await stage.open('a.ts');
      await stage.moveTo(1, 1);
      await stage.command('editor.action.insertCursorBelow');
      await stage.command('editor.action.insertCursorBelow');
      await stage.type('await (x) ');
      await stage.press('End');
      await stage.type(' // y');
      await stage.untilText('the typed text', (text) => (text.match(/\/\/ y/g) ?? []).length === 3);
      await stage.press('Escape');
    },
  },
  {
    name: 'overtype',
    title: 'overtyping',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha');
      await stage.moveTo(1, 15);
      await stage.press('Insert');
      await stage.type('omega');
      await stage.press('Insert');
      await stage.untilText('the overtyped word', (text) => text.includes('omega'));
    },
  },
  {
    name: 'typing-into-ai-text',
    title: 'typing and deleting inside AI text',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.acceptGhost('alpha');
      await stage.moveTo(1, 20);
      await stage.type('Bet');
      await stage.press('Control+Delete');
      await stage.press('Backspace', 2);
      await stage.type('more * ');
      await stage.untilText('the typed text', (text) => text.includes('more'));
    },
  },
];

/** What an input method sends: each stage of a composition, and then its result. */
async function compose(stage: Stage, stages: readonly string[], result: string): Promise<void> {
  const input = await stage.page.context().newCDPSession(stage.page);
  for (const text of stages) {
    await input.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await input.send('Input.insertText', { text: result });
  await input.detach();
}
