/**
 * The bundled Copilot, unmodified: its ghost text and its next edits. Its accept command comes late, and typed
 * characters overtake it.
 */
import { until } from '../../host/until';
import type { Kind } from '../kind';
import type { Stage } from '../stage';
import { typeAndAccept } from './ghostText';
import { travel } from './undo';

const world = 'copilot';

export const copilotGhostText: readonly Kind[] = [
  {
    name: 'copilot-ghost-whole',
    title: 'Copilot: ghost text, whole (Tab)',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const words = '),
  },
  {
    name: 'copilot-ghost-word',
    title: 'Copilot: ghost text, word by word',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ', 'word');
      await stage.acceptGhost('', 'word');
      await stage.acceptGhost('', 'word');
    },
  },
  {
    name: 'copilot-ghost-mouse',
    title: 'Copilot: ghost text, by mouse',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const words = ', 'mouse'),
  },
  {
    name: 'copilot-ghost-multi-line',
    title: 'Copilot: ghost text of several lines',
    world,
    run: (stage) => typeAndAccept(stage, 'a.ts', 'const list = '),
  },
  {
    name: 'copilot-ghost-typed-behind',
    title: 'Copilot: ghost text with keys pressed at once behind it',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.press('Tab');
      await stage.page.keyboard.type('xyz');
      await stage.untilText('the typed text', (text) => text.endsWith('xyz'));
    },
  },
  {
    name: 'copilot-ghost-partly-typed',
    title: 'Copilot: ghost text of which a part was typed',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      stage.ghost({ before: 'const words = alpha', insert: ' + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.type('alpha');
      // The ghost text was there before: it does not tell that the keys have arrived.
      await stage.untilText('the typed text', (text) => text.includes('= alpha'));
      await stage.acceptGhost('beta');
    },
  },
  {
    name: 'copilot-ghost-undo-redo',
    title: 'Copilot: ghost text, undone and done again',
    world,
    async run(stage) {
      await typeAndAccept(stage, 'a.ts', 'const words = ');
      await travel(stage, 'undo');
      await travel(stage, 'redo');
    },
  },
  {
    name: 'copilot-next-edit-near',
    title: 'Copilot: next edit close by',
    world,
    run: (stage) => acceptNextEdit(stage, 2),
  },
  {
    name: 'copilot-next-edit-far',
    title: 'Copilot: next edit far away (Tab to jump, Tab)',
    world,
    run: (stage) => acceptNextEdit(stage, 60),
  },
  {
    name: 'copilot-next-edit-undo-redo',
    title: 'Copilot: next edit, undone and done again',
    world,
    async run(stage) {
      await acceptNextEdit(stage, 60);
      await travel(stage, 'undo');
      await travel(stage, 'redo');
    },
  },
];

/** Renames a class by keys; its use, so many lines below, is what the next edit changes. */
async function acceptNextEdit(stage: Stage, lines: number): Promise<void> {
  stage.ghost({ kind: 'nextEdit', before: 'class Point3D', find: 'new Point(', insert: 'new Point3D(' });
  const filler = Array.from({ length: lines }, (_, index) => `// filler ${index}\n`).join('');
  const text = `class Point {}\n${filler}export const p = new Point();\n// end\n`;
  await stage.write('a.ts', text, { committed: true });
  await stage.open('a.ts');
  await stage.moveTo(1, 'class Point'.length + 1);
  await stage.type('3D');
  if (lines > 20) {
    await stage.page.locator('.inline-edits-long-distance-hint-widget .go-to-label').waitFor();
    await stage.press('Tab');
    await until('the jump', () =>
      stage.session.inHost(
        (vscode, line) => vscode.window.activeTextEditor?.selection.active.line === line,
        lines + 1,
      ),
    );
  }
  await stage.session.waitForNextEdit();
  const { session } = stage;
  await stage.press('Tab');
  const step = await until('the next edit, or the jump to it', async () => {
    if ((await session.text()).includes('new Point3D(')) return 'done';
    const at = (vscode: typeof import('vscode')) => vscode.window.activeTextEditor?.selection.active.line;
    return lines <= 20 && (await session.inHost(at)) === lines + 1 ? 'there' : null;
  });
  if (step === 'there') {
    await session.waitForNextEdit();
    await stage.press('Tab');
  }
  await stage.untilText('the next edit', (now) => now.includes('new Point3D('));
}
