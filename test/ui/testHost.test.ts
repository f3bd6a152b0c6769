/**
 * The test host itself: what the other suites build upon must be the real thing.
 */
import * as assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { completionsFixture, stableProbeFixture } from '../host/fixturePaths';
import { gitIn } from '../host/gitIn';
import { createSampleRepository } from '../host/sampleRepository';
import type { SampleRepository } from '../host/sampleRepository';
import { commitFromScm } from '../host/sourceControl';
import { typeInTerminal } from '../host/terminal';
import { until } from '../host/until';
import { useSession } from '../host/useSession';

describe('test host', () => {
  let sample: SampleRepository;
  const session = useSession(async () => {
    sample = await createSampleRepository();
    return {
      workspace: sample.path,
      extensions: [completionsFixture, stableProbeFixture],
      settings: {
        'countersignFixtures.completions': [
          { before: 'const word = ', insert: 'alpha + beta + gamma;' },
          { kind: 'nextEdit', before: 'class Point3D', find: 'new Point(', insert: 'new Point3D(' },
          { kind: 'intellisense', before: 'money.am', insert: 'amount' },
        ],
      },
    };
  });
  after(() => sample.remove());

  const lastChange = () =>
    session().inHost((_vscode, _argument, { events }) =>
      events.filter((event) => event.kind === 'change').at(-1),
    );

  it('accepts ghost text with Tab, and the editor names its provider', async () => {
    await session().open('src/app/greet.ts');
    await session().press('Control+End');
    await session().typeAndAccept('const word = ', 'alpha + beta');
    const change = await lastChange();
    assert.equal(change?.source, 'inlineCompletionAccept');
    assert.equal(change?.metadata?.['$extensionId'], 'countersign-fixtures.completions');
  });

  it('shows ghost text in plain text too, and accepts it word by word', async () => {
    appendFileSync(session().fileOf('notes.txt'), '');
    await session().open('notes.txt');
    await session().type('const word = ');
    await session().waitForGhostText('alpha');
    await session().press('Control+ArrowRight');
    await session().untilText('the first word', (text) => /= alpha$/.test(text));
    assert.equal((await lastChange())?.source, 'inlineCompletionPartialAccept');
  });

  it('jumps to a next edit and accepts it', async () => {
    appendFileSync(session().fileOf('point.ts'), 'class Point {}\n\n\nexport const p = new Point();\n');
    await session().open('point.ts');
    await session().moveTo(1, 'class Point'.length + 1);
    await session().type('3D');
    await session().waitForNextEdit();
    await session().press('Tab');
    await until('the jump', () =>
      session().inHost((vscode) => vscode.window.activeTextEditor?.selection.active.line === 3),
    );
    await session().waitForNextEdit();
    await session().press('Tab');
    await session().untilText('the next edit', (text) => text.includes('new Point3D('));
    assert.equal((await lastChange())?.metadata?.['$nes'], true);
  });

  it('gives proposed API to the extensions that declare it, and only to them', async () => {
    await session().open('src/app/greet.ts');
    await session().press('Control+End');
    await session().type('x');
    await until('the change', async () => (await lastChange())?.source === 'cursor');
    const seen = await session().inHost(
      (vscode) =>
        (
          vscode.extensions.getExtension('countersign-fixtures.stable-probe')?.exports as {
            changes: { detailedReason: boolean }[];
          }
        ).changes,
    );
    assert.ok(seen.length > 0);
    assert.deepEqual(
      seen.filter((change) => change.detailedReason),
      [],
    );
  });

  it('commits from the Source Control view and from the terminal', async () => {
    await session().open('src/payments/charge.ts');
    await session().press('Control+End');
    await session().type('// one\n');
    await session().save();
    await commitFromScm(session(), 'From the view', { stage: ['src/payments/charge.ts'] });
    await session().open('src/payments/charge.ts');
    await session().type('// two\n');
    await session().save();
    await typeInTerminal(
      session(),
      "git commit --quiet --message='From the terminal' src/payments/charge.ts",
    );
    const subjects = () => gitIn(sample.path, session().environment, 'log', '--format=%an: %s');
    await until('the commit', async () => (await subjects()).includes('From the terminal'));
    assert.deepEqual((await subjects()).split('\n'), [
      'Casey Quinn: From the terminal',
      'Casey Quinn: From the view',
      'Robin Vale: Charge cards and greet customers',
    ]);
  });

  it('comes back after a reload of the window and after a crash', async () => {
    await session().reload();
    await session().open('src/app/greet.ts');
    await session().kill();
    await session().start();
    await session().open('src/app/greet.ts');
    assert.match(await session().text(), /Hello/);
  });
});
