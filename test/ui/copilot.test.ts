/**
 * The bundled Copilot extension, unmodified, with canned answers: what the demonstration relies upon.
 */
import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createSampleRepository } from '../host/sampleRepository';
import type { SampleRepository } from '../host/sampleRepository';
import { until } from '../host/until';
import { useSession } from '../host/useSession';

describe('the bundled Copilot', () => {
  let sample: SampleRepository;
  const session = useSession(async () => {
    sample = await createSampleRepository();
    return {
      workspace: sample.path,
      copilot: {
        ghostText: (prompt) => (prompt.endsWith('const words = ') ? "'alpha beta gamma';" : null),
        nextEdit: (window, prompt) =>
          prompt.includes('class Point3D') ? window.replace('new Point(', 'new Point3D(') : window,
        jump: (prompt) =>
          prompt.includes('class Point3D') ? Number(/^(\d+)\| .*new Point\(/m.exec(prompt)?.[1] ?? 0) : null,
      },
    };
  });
  after(() => sample.remove());

  const lastChange = () =>
    session().inHost((_vscode, _argument, { events }) =>
      events.filter((event) => event.kind === 'change').at(-1),
    );

  it('completes at the cursor', async () => {
    await session().open('src/app/greet.ts');
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha beta');
    const change = await lastChange();
    assert.equal(change?.source, 'inlineCompletionAccept');
    assert.equal(change?.metadata?.['$extensionId'], 'github.copilot-chat');
  });

  it('suggests the next edit far from the cursor', async () => {
    const filler = Array.from({ length: 60 }, (_, index) => `// filler ${index}`).join('\n');
    const text = `class Point {}\n${filler}\nexport const p = new Point();\n// end\n`;
    writeFileSync(session().fileOf('point.ts'), text);
    await session().open('point.ts');
    await session().moveTo(1, 'class Point'.length + 1);
    await session().type('3D');
    await session().page.locator('.inline-edits-long-distance-hint-widget .go-to-label').waitFor();
    await session().press('Tab');
    await until('the jump', () =>
      session().inHost((vscode) => vscode.window.activeTextEditor?.selection.active.line === 61),
    );
    await session().waitForNextEdit();
    await session().press('Tab');
    await session().untilText('the next edit', (now) => now.includes('new Point3D('));
    assert.equal((await lastChange())?.metadata?.['$nes'], true);
  });
});
