/**
 * What is copied, cut and dragged: it keeps its authors wherever it goes. What comes from elsewhere is nobody's.
 */
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeMixture } from '../mixture';
import { SecondWindow } from '../secondWindow';
import type { Stage } from '../stage';

const world = 'fixture';

/** One kind; it starts behind lines of all authors. */
function kind(name: string, title: string, run: (stage: Stage) => Promise<void>): Kind {
  return {
    name: `clipboard-${name}`,
    title,
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await run(stage);
    },
  };
}

/** Lines 3 to 5 of the mixture: the AI's and the person's. */
async function copyWritten(stage: Stage): Promise<void> {
  await stage.select([3, 1], [5, 30]);
  await stage.copy();
}

async function newLineAtEnd(stage: Stage): Promise<void> {
  await stage.press('Control+End');
  await stage.changingText('a new line', () => stage.press('Enter'));
}

export const clipboard: readonly Kind[] = [
  kind('outside', 'paste from outside', async (stage) => {
    await newLineAtEnd(stage);
    await stage.copyOutside('let fromTheWeb = true;\n'.repeat(200));
    await stage.paste();
  }),
  kind('outside-character', 'paste of one character from outside', async (stage) => {
    await newLineAtEnd(stage);
    await stage.copyOutside('x');
    await stage.paste();
  }),
  kind('outside-over-selection', 'paste from outside over a selection', async (stage) => {
    await stage.select([3, 3], [4, 5]);
    await stage.copyOutside('something else');
    await stage.paste();
  }),
  kind('same-file', 'copy and paste in the same file', async (stage) => {
    await copyWritten(stage);
    await newLineAtEnd(stage);
    await stage.paste();
  }),
  kind('other-file', 'copy and paste into another file', async (stage) => {
    await copyWritten(stage);
    await stage.open('b.ts');
    await stage.paste();
    await stage.press('Control+Home');
    await stage.paste();
  }),
  kind('other-window', 'copy and paste into another window', async (stage) => {
    await copyWritten(stage);
    const second = await SecondWindow.open(stage);
    try {
      await second.open('b.ts');
      await second.changingText('the paste', () => second.press('Control+v'));
      await second.finish();
    } finally {
      await second.close();
    }
  }),
  kind('cut-same-file', 'cut and paste in the same file', async (stage) => {
    await stage.select([3, 7], [4, 8]);
    await stage.cut();
    await newLineAtEnd(stage);
    await stage.paste();
  }),
  kind('cut-other-file', 'cut and paste into another file', async (stage) => {
    await stage.select([3, 1], [5, 30]);
    await stage.cut();
    await stage.open('b.ts');
    await stage.paste();
  }),
  kind('line', 'copy and cut a line without selecting it', async (stage) => {
    await stage.moveTo(3, 4);
    await stage.copy();
    await stage.moveTo(5, 4);
    await stage.paste();
    await stage.moveTo(3, 4);
    await stage.cut();
    await stage.moveTo(2, 4);
    await stage.paste();
  }),
  kind('several-cursors', 'copy from several cursors, paste at one and at as many', async (stage) => {
    await stage.moveTo(3, 1);
    await stage.press('Shift+Alt+ArrowDown', 2);
    await stage.press('Shift+End');
    await stage.copy();
    await stage.open('b.ts');
    await stage.paste();
    await stage.press('Control+End');
    await stage.changingText('new lines', () => stage.type('\n1\n2\n3'));
    await stage.untilText('the typed lines', (text) => text.endsWith('1\n2\n3'));
    await stage.press('Shift+Alt+ArrowUp', 2);
    await stage.paste();
  }),
  kind('indented', 'paste into another indentation, with other line ends', async (stage) => {
    await copyWritten(stage);
    await stage.write('b.ts', 'if (a) {\r\n  \r\n}\r\n', { committed: true });
    await stage.open('b.ts');
    await stage.moveTo(2, -1);
    await stage.paste();
  }),
  kind(
    'unasked',
    'paste where a suggestion was shown, and the editor asks nobody about pastes',
    async (stage) => {
      await stage.setting('editor.pasteAs.enabled', false);
      await newLineAtEnd(stage);
      await stage.copyOutside('alpha + beta;');
      stage.ghost({ before: 'const words = ', insert: 'rate + base;', once: 'rate + base' });
      await stage.type('const words = ');
      await stage.session.waitForGhostText('rate');
      await stage.paste();
      await stage.changingText('a new line', () => stage.press('Enter'));
      await stage.type('const words = ');
      await stage.acceptGhost('rate');
    },
  ),
  kind('drag', 'drag and drop in one file', async (stage) => {
    await stage.select([3, 7], [3, 18]);
    const from = await boxOf(stage, '.selected-text');
    const to = await boxOf(stage, '.view-line:nth-child(2)');
    await stage.changingText('the drop', async () => {
      await stage.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      await stage.page.mouse.down();
      await stage.page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 8 });
      await stage.page.mouse.up();
    });
  }),
];

async function boxOf(
  stage: Stage,
  selector: string,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const shown = stage.page.locator(`.editor-group-container.active .monaco-editor ${selector}`).first();
  return until(selector, () => shown.boundingBox());
}
