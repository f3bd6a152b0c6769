/**
 * What a person sees of AI lines: marks, messages, hover, status bar, and the keys that go from change to change.
 */
import assert from 'node:assert/strict';
import { until } from '../host/until';
import { FIXTURE_TOOL, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';

/** In the window: how many gutter icons on screen have a name that starts like this. The address may be encoded. */
const countMarks = `(start) => [...document.querySelectorAll('.glyph-margin-widgets .cgmr')]
  .filter((mark) => decodeURIComponent(getComputedStyle(mark).backgroundImage).includes('/marks/' + start)).length`;

/** In the window: the texts that decorations put after lines. */
const textsAfterLines = `() => [...document.querySelectorAll('.view-line span')]
  .map((span) => getComputedStyle(span, '::after').content)
  .filter((content) => content.includes('AI'))`;

describe('marks of AI lines', () => {
  const { session } = useWorkbench([
    { before: 'export const refund = ', insert: '(amount: number): number => {\n  return -amount;\n};' },
    { before: 'const words = ', insert: 'alpha + beta;' },
  ]);

  /** How many icons are shown whose file name starts with this kind, or with a kind and a theme. */
  function marks(kind: string): Promise<number> {
    return session().page.evaluate<number>(`(${countMarks})(${JSON.stringify(kind)})`);
  }

  function messages(): Promise<string[]> {
    return session().page.evaluate<string[]>(`(${textsAfterLines})()`);
  }

  /** Presses a key, one step of the editor at a time, until the text is as wanted. */
  async function pressUntil(key: string, isWanted: (text: string) => boolean): Promise<void> {
    for (let text = await session().text(); !isWanted(text);) {
      const before = text;
      await session().press(key);
      text = await session().untilText(`a step of ${key}`, (now) => now !== before);
    }
  }

  async function status(): Promise<string> {
    const item = session().page.locator('.statusbar-item[id="countersign.countersign.countersign.share"]');
    return (await item.getAttribute('aria-label', { timeout: 5000 })) ?? '';
  }

  it('appear beside AI lines and after the first line of a critical block', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().typeAndAccept('\nexport const refund = ', 'amount');
    await until('three marks', async () => (await marks('critical')) === 3);
    await until('one message', async () => (await messages()).length === 1);
    assert.match((await messages())[0] ?? '', /AI · payments · needs countersigning/);
    assert.equal(await marks('ai'), 0);
  });

  it('do not blink while a person types', async () => {
    const watch = `(() => {
      window.fewestMarks = Infinity;
      const look = () => {
        window.fewestMarks = Math.min(window.fewestMarks, (${countMarks})('critical-'));
        window.marksWatch = requestAnimationFrame(look);
      };
      look();
    })()`;
    await session().page.evaluate(watch);
    await session().press('Control+End');
    await session().type('\nexport const one = 1;\nexport const two = 2;');
    const fewest = await session().page.evaluate<number>(
      'cancelAnimationFrame(window.marksWatch), window.fewestMarks',
    );
    assert.equal(fewest, 3);
    assert.equal(await marks('critical'), 3);
  });

  it('go with undo of the completion and come back with redo', async () => {
    await pressUntil('Control+z', (text) => !text.includes('-amount'));
    await until('no marks', async () => (await marks('critical')) === 0 && (await messages()).length === 0);
    await pressUntil('Control+Shift+z', (text) => text.includes('-amount'));
    await until('three marks again', async () => (await marks('critical')) === 3);
  });

  it('are explained by the hover', async () => {
    await session()
      .page.locator('.view-line', { hasText: '-amount' })
      .first()
      .hover({ position: { x: 40, y: 8 } });
    const hover = session().page.locator('.monaco-hover', { hasText: 'Evidence' }).first();
    await hover.waitFor();
    const text = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.ok(text.includes(`Written by ${FIXTURE_TOOL}`), text);
    assert.ok(text.includes('exact – the suggestion was accepted'), text);
    assert.ok(text.includes('Critical: payments (moves money)'), text);
    await session().page.mouse.move(0, 0);
    await session().press('Escape');
  });

  it('are counted in the status bar, in words for screen readers', async () => {
    const label = await until('the share', async () => {
      const text = await status();
      return /AI wrote 3 of \d+ changed lines/.test(text) ? text : null;
    });
    assert.match(label, /^Countersign: AI \d+ %/);
  });

  it('are reached by keys', async () => {
    await session().moveTo(1, 1);
    await session().press('Control+k');
    await session().press('a');
    const line = await until('the cursor on the change', () =>
      session().inHost((vscode) => {
        const editor = vscode.window.activeTextEditor;
        const at = editor?.selection.active.line ?? 0;
        return at > 0 ? (editor?.document.lineAt(at).text ?? null) : null;
      }),
    );
    assert.match(line, /refund/);
    await session().page.locator('.statusbar', { hasText: 'AI change 1 of 1' }).waitFor();
  });

  it('have their own look in ordinary files', async () => {
    await session().open(ordinary);
    await session().press('Control+End');
    await session().typeAndAccept('\nconst words = ', 'alpha');
    await until('one mark', async () => (await marks('ai')) === 1);
    assert.deepEqual([await marks('critical'), await messages()], [0, []]);
  });

  it('can be hidden and shown by a command', async () => {
    const toggle = (): Promise<unknown> =>
      session().inHost((vscode) => vscode.commands.executeCommand('countersign.toggleMarks'));
    await toggle();
    await until('no marks', async () => (await marks('ai')) === 0);
    await toggle();
    await until('the mark again', async () => (await marks('ai')) === 1);
  });

  it('and what else can be done are in the list behind the status bar item', async () => {
    await session().page.locator('.statusbar-item[id="countersign.countersign.countersign.share"]').click();
    const rows = session().page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Show or hide AI marks' }).click();
    await until('no marks', async () => (await marks('ai')) === 0);
    await session().inHost((vscode) => vscode.commands.executeCommand('countersign.toggleMarks'));
    await until('the mark again', async () => (await marks('ai')) === 1);
  });

  it('take the icons of the colour theme', async () => {
    for (const [theme, icon] of [
      ['Default Light Modern', 'ai-light'],
      ['Default High Contrast', 'ai-hc-dark'],
      ['Default High Contrast Light', 'ai-hc-light'],
      ['Default Dark Modern', 'ai-dark'],
    ]) {
      await session().inHost(
        (vscode, name) => vscode.workspace.getConfiguration('workbench').update('colorTheme', name, true),
        theme,
      );
      await until(`the icon ${icon}`, async () => (await marks(String(icon))) === 1);
    }
  });
});
