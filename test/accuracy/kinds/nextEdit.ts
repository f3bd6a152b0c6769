/**
 * Next edits of the fixture provider: suggestions away from the cursor.
 */
import { until } from '../../host/until';
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'fixture';
const rule = {
  kind: 'nextEdit',
  before: 'class Point3D',
  find: 'new Point(',
  insert: 'new Point3D(',
} as const;

export const nextEdit: readonly Kind[] = [
  {
    name: 'next-edit',
    title: 'next edit, jumped to and accepted (Tab, Tab)',
    world,
    run: (stage) => jumpAndAccept(stage),
  },
  {
    name: 'next-edit-undo-redo',
    title: 'next edit, undone and done again',
    world,
    async run(stage) {
      await jumpAndAccept(stage);
      await stage.changingText('the undo', () => stage.press('Control+z'));
      await stage.changingText('the redo', () => stage.press('Control+Shift+z'));
    },
  },
  {
    name: 'next-edit-typed-behind',
    title: 'next edit with keys pressed at once behind it',
    world,
    async run(stage) {
      await jumpAndAccept(stage, 'xyz');
      await stage.untilText('the typed text', (text) => text.includes('Point3Dxyz'));
    },
  },
];

async function jumpAndAccept(stage: Stage, keys = ''): Promise<void> {
  stage.ghost(rule);
  await stage.write('a.ts', 'class Point {}\n\n\nexport const p = new Point();\n', { committed: true });
  await stage.open('a.ts');
  await stage.moveTo(1, 'class Point'.length + 1);
  await stage.type('3D');
  await stage.session.waitForNextEdit();
  await stage.press('Tab');
  await until('the jump', () =>
    stage.session.inHost((vscode) => vscode.window.activeTextEditor?.selection.active.line === 3),
  );
  await stage.session.waitForNextEdit();
  await stage.press('Tab');
  await stage.page.keyboard.type(keys);
  await stage.untilText('the next edit', (text) => text.includes('new Point3D'));
}
