/**
 * The bundled chat, unmodified, its model played: what the tests of chat edits rely upon. The editor's own account of
 * each change is the oracle.
 */
import * as assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { Chat } from '../host/chat';
import type { HostEvent } from '../host/controlClient';
import { createSampleRepository } from '../host/sampleRepository';
import type { SampleRepository } from '../host/sampleRepository';
import { until } from '../host/until';
import { useSession } from '../host/useSession';

const text = Array.from({ length: 9 }, (_, index) => `const v${index} = ${index};\n`).join('');

describe('the bundled chat', () => {
  let sample: SampleRepository;
  const session = useSession(async () => {
    sample = await createSampleRepository();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
      writeFileSync(`${sample.path}/${name}.ts`, text);
    }
    const ghostText = (prompt: string): string | null => (prompt.endsWith('const word = ') ? 'alpha;' : null);
    return { workspace: sample.path, chat: true, copilot: { ghostText } };
  });
  after(() => sample.remove());

  const chat = (): Chat => new Chat(session());

  const changesOf = async (file: string): Promise<(HostEvent & { readonly kind: 'change' })[]> => {
    const events = await session().inHost((_vscode, _argument, scope) => scope.events);
    return events.filter(
      (event) => event.kind === 'change' && event.path === session().fileOf(file),
    ) as never;
  };

  const sourcesOf = async (file: string): Promise<(string | null)[]> =>
    (await changesOf(file)).map((change) => change.source);

  it('lets the agent edit an open file, and Keep leaves it so', async () => {
    await session().open('a.ts');
    await chat().ask('double', { tools: [chat().replace('a.ts', 'v2 = 2', 'v2 = 4')] });
    assert.equal(await session().text('a.ts'), text.replace('v2 = 2', 'v2 = 4'));
    await chat().keepAll();
    const [change, ...others] = await changesOf('a.ts');
    assert.deepEqual(others, []);
    assert.equal(change?.source, 'Chat.applyEdits');
    assert.equal(change?.metadata?.['$modelId'], 'customendpoint|Loopback|replacing');
  });

  it('lets the agent edit a file that is not open, at several places, and Undo takes it back', async () => {
    const pieces = [
      ['b.ts', 'v2 = 2', 'v2 = 4'],
      ['b.ts', 'v6 = 6', 'v6 = 12'],
    ] as const;
    await chat().ask('double two', { tools: [chat().replaceMany(...pieces)] });
    assert.equal(await session().text('b.ts'), text.replace('v2 = 2', 'v2 = 4').replace('v6 = 6', 'v6 = 12'));
    await chat().undoAll();
    assert.equal(await session().text('b.ts'), text);
    assert.deepEqual(await sourcesOf('b.ts'), ['Chat.applyEdits', 'Chat.applyEdits', 'Chat.undoEdits']);
  });

  it('lets the agent create a file', async () => {
    await chat().ask('create', { tools: [chat().create('new.ts', 'export const made = 1;\n')] });
    assert.equal(await session().text('new.ts'), 'export const made = 1;\n');
    assert.deepEqual(await sourcesOf('new.ts'), ['Chat.applyEdits']);
    await chat().undoAll();
    await until('the file to be gone', () => !existsSync(session().fileOf('new.ts')));
  });

  it('lets the agent apply a patch', async () => {
    const lines = [`*** Update File: ${session().fileOf('c.ts')}`, '@@', ' const v1 = 1;', '-const v2 = 2;'];
    const step = { tools: [chat().patch(...lines, '+const v2 = 4;')] };
    await chat().askModel('patching', 'patch', step);
    assert.equal(await session().text('c.ts'), text.replace('v2 = 2', 'v2 = 4'));
    assert.deepEqual(await sourcesOf('c.ts'), ['Chat.applyEdits']);
    await chat().keepAll();
  });

  it('keeps one hunk and rejects another', async () => {
    const pieces = [
      ['d.ts', 'v1 = 1', 'v1 = 10'],
      ['d.ts', 'v7 = 7', 'v7 = 70'],
    ] as const;
    await chat().ask('ten times', { tools: [chat().replaceMany(...pieces)] });
    await chat().undoHunk('d.ts', 'v7 = 70');
    await chat().keepHunk('d.ts', 'v1 = 10');
    assert.equal(await session().text('d.ts'), text.replace('v1 = 1', 'v1 = 10'));
    assert.deepEqual(await sourcesOf('d.ts'), ['Chat.applyEdits', 'Chat.applyEdits', 'unknown']);
  });

  it('keeps one file and rejects another', async () => {
    const pieces = [
      ['e.ts', 'v1 = 1', 'v1 = 10'],
      ['f.ts', 'v1 = 1', 'v1 = 10'],
    ] as const;
    await chat().ask('two files', { tools: [chat().replaceMany(...pieces)] });
    await chat().keepFile('e.ts');
    await chat().undoFile('f.ts');
    assert.equal(await session().text('e.ts'), text.replace('v1 = 1', 'v1 = 10'));
    assert.deepEqual(await sourcesOf('f.ts'), ['Chat.applyEdits', 'Chat.undoEdits']);
  });

  it('restores a checkpoint', async () => {
    await chat().ask('first question', { tools: [chat().replace('g.ts', 'v1 = 1', 'v1 = 10')] });
    await chat().ask('second question', { tools: [chat().replace('g.ts', 'v2 = 2', 'v2 = 20')] });
    await chat().restoreCheckpoint('second question');
    await until('the text of the checkpoint', async () => {
      return (await session().text('g.ts')) === text.replace('v1 = 1', 'v1 = 10');
    });
    const last = (await changesOf('g.ts')).at(-1);
    assert.equal(last?.metadata?.['name'], 'editSessionUndoRedo');
  });

  it('edits with the inline chat, kept and closed', async () => {
    for (const [file, end] of [
      ['h.ts', 'keepInline'],
      ['i.ts', 'closeInline'],
    ] as const) {
      await session().open(file);
      await session().moveTo(3, 1);
      await chat().inline('ten times', { tools: [chat().replace(file, 'v3 = 3', 'v3 = 30')] });
      await chat()[end]();
    }
    assert.equal(await session().text('h.ts'), text.replace('v3 = 3', 'v3 = 30'));
    assert.equal(await session().text('i.ts'), text);
    assert.deepEqual(await sourcesOf('h.ts'), ['inlineChat.applyEdits']);
    assert.deepEqual(await sourcesOf('i.ts'), ['inlineChat.applyEdits', 'Chat.undoEdits']);
  });

  it('inserts a code block of an answer at the cursor', async () => {
    await session().open('src/app/greet.ts');
    await session().press('Control+End');
    await chat().ask('show', { text: 'So:\n```ts\nconst shown = 1;\n```\n' });
    await chat().insertAtCursor();
    await session().untilText('the inserted code', (now) => now.endsWith('const shown = 1;'));
    assert.deepEqual(await sourcesOf('src/app/greet.ts'), ['unknown']);
  });

  it('has ghost text in the same session', async () => {
    await session().open('c.ts');
    await session().press('Control+End');
    await session().typeAndAccept('const word = ', 'alpha');
    assert.equal((await sourcesOf('c.ts')).at(-1), 'inlineCompletionAccept');
  });
});
