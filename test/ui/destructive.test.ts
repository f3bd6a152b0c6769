/**
 * Destructive AI edits with real keys: in an ordinary file, at once, and not when a person types the same.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { useWorkbench } from './support';

const ordinary = 'src/app/greet.ts';
const tests = 'src/app/greet.test.ts';
const greeting = "it('greets by name', () => {\n  equal(greet('A'), 'Hello, A!');\n});";

describe('destructive edits', () => {
  const workbench = useWorkbench(
    [
      { before: 'const clean = ', insert: "'DROP TABLE customers';" },
      { kind: 'nextEdit', before: '// fast', find: greeting, insert: 'void 0;' },
    ],
    {},
    async (sample) => {
      writeFileSync(path.join(sample.path, tests), `import { greet } from './greet';\n\n${greeting}\n\n`);
      const env = process.env as Record<string, string>;
      const person = ['-c', 'user.name=Robin Vale', '-c', 'user.email=robin@example.com'];
      await gitIn(sample.path, env, 'add', '--all');
      await gitIn(sample.path, env, ...person, 'commit', '--quiet', '-m', 'Test the greeting');
    },
  );
  const { session } = workbench;

  it('are not what a person types', async () => {
    await session().open(ordinary);
    await session().press('Control+End');
    await session().type("\nconst mine = 'DROP TABLE mine';");
    await session().save();
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
  });

  it('warn at once in a file that is not critical', async () => {
    await session().typeAndAccept('\nconst clean = ', 'DROP');
    const [warning] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(warning?.path, ordinary);
    assert.equal(warning?.code, 'sql-drop');
    assert.equal(warning?.severity, 'warning');
    const text = await session().text(ordinary);
    const line = text.split('\n').findIndex((one) => one.includes('customers')) + 1;
    assert.deepEqual(warning?.lines, [line, line]);
    assert.match(warning?.message ?? '', /^Destructive AI edit: sql-drop \(drops a table/);
  });

  it('stop warning on undo, and warn again on redo', async () => {
    await session().press('Control+z');
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
    await session().press('Control+Shift+z');
    await untilDiagnostics(session(), 'the warning again', (all) => all[0]?.code === 'sql-drop');
  });

  it('stop warning when a person puts it right', async () => {
    const text = await session().text(ordinary);
    const lines = text.split('\n');
    const line = lines.findIndex((one) => one.includes('customers'));
    await session().moveTo(line + 1, (lines[line] ?? '').indexOf('DROP') + 'DROP'.length + 1);
    for (let i = 0; i < 'DROP'.length; i++) await session().press('Backspace');
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
  });

  it('are deleted tests, where they were', async () => {
    await session().open(tests);
    await session().press('Control+End');
    await session().type('// fast');
    await session().waitForNextEdit();
    for (let tries = 0; tries < 2 && (await session().text()).includes('greets by name'); tries++)
      await session().press('Tab');
    await session().untilText('the shorter file', (text) => !text.includes('greets by name'));
    const [warning] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(warning?.path, tests);
    assert.equal(warning?.code, 'test-deleted');
    assert.deepEqual(warning?.lines, [3, 3]);
  });
});
