/**
 * Destructive AI edits with real keys: in an ordinary file, at once, and not when a person types the same.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Chat } from '../host/chat';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { useWorkbench } from './support';

const ordinary = 'src/app/greet.ts';
const tests = 'src/app/greet.test.ts';
const greeting = "it('greets by name', () => {\n  equal(greet('A'), 'Hello, A!');\n});";

describe('destructive edits', () => {
  const workbench = useWorkbench(
    [{ before: 'const clean = ', insert: "'DROP TABLE customers';" }],
    {},
    async (sample) => {
      writeFileSync(
        path.join(sample.path, tests),
        `import { greet } from './greet';\n\n${greeting}\n\n// end\n`,
      );
      const env = process.env as Record<string, string>;
      const person = ['-c', 'user.name=Robin Vale', '-c', 'user.email=robin@example.com'];
      await gitIn(sample.path, env, 'add', '--all');
      await gitIn(sample.path, env, ...person, 'commit', '--quiet', '-m', 'Test the greeting');
    },
    { chat: true },
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

  it('are tests that the agent deletes, where they were, until that is undone', async () => {
    const chat = new Chat(session());
    await session().open(tests);
    const edit = chat.replace(tests, `${greeting}\n\n// end`, '// end');
    await chat.ask('make the tests fast', { tools: [edit] });
    const [warning] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(warning?.path, tests);
    assert.equal(warning?.code, 'test-deleted');
    assert.deepEqual(warning?.lines, [3, 3]);
    await chat.undoAll();
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
  });
});
