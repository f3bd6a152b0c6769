/**
 * Edits of the editor's own chat: the agent, inline chat, and what Keep and Undo make of them. The chat is the bundled
 * one; the product sees what every extension sees.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AiOrigin } from '../../src/core/model';
import { Chat } from '../host/chat';
import { untilDiagnostics } from '../host/diagnostics';
import { until } from '../host/until';
import { annotated, journalled, settledState, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';

describe('edits of the chat', () => {
  const workbench = useWorkbench([], {}, undefined, { chat: true });
  const { session } = workbench;
  const chat = (): Chat => new Chat(session());
  const committed = (file: string): string => readFileSync(session().fileOf(file), 'utf8');

  /** What is known of a file once it fits; shows what was known last when it never does. */
  const untilKnown = async (file: string, test: (known: string) => boolean): Promise<string> => {
    let known = '';
    try {
      return await until('what is known', async () => {
        known = annotated(await settledState(workbench, file));
        return test(known) ? known : null;
      });
    } catch (error) {
      throw new Error(`known of ${file}: ${known}`, { cause: error });
    }
  };

  beforeEach(async () => {
    await chat().startOver();
  });

  it('warn at once in a critical file, and Undo takes the warning and every trace away', async () => {
    await session().open(critical);
    const before = committed(critical);
    await chat().ask('add a limit', {
      tools: [
        chat().replace(
          critical,
          before.split('\n')[0] ?? '',
          `const limit = 500;\n${before.split('\n')[0] ?? ''}`,
        ),
      ],
    });
    await untilDiagnostics(session(), 'the warning', ([first]) => first?.path === critical);
    const known = await untilKnown(critical, (text) => text.includes('[ai:'));
    assert.ok(known.startsWith('[ai:const limit = 500;\n]'), known);
    const origin = (await journalled(workbench.sample(), critical))?.spans[0]?.origin as AiOrigin;
    assert.equal(origin.tool, 'GitHub Copilot');
    assert.equal(origin.evidence, 'host');
    assert.match(origin.session ?? '', /^[\w-]{8,}$/);

    await chat().undoAll();
    await untilDiagnostics(session(), 'no warning', (shown) => shown.length === 0);
    assert.equal(await untilKnown(critical, (text) => !text.includes('[ai:')), before);
  });

  it('are known in a file that is not open, word by word, and stay known when they are kept', async () => {
    const before = committed(ordinary);
    const [word] = /Hello/.exec(before) ?? [];
    assert.ok(word);
    await chat().ask('be formal', { tools: [chat().replace(ordinary, 'Hello', 'Good day to you')] });
    const expected = before.replace('Hello', '[ai:Good day to you]');
    assert.equal(await untilKnown(ordinary, (text) => text.includes('[ai:')), expected);
    await chat().keepAll();
    assert.equal(await untilKnown(ordinary, (text) => text.includes('[ai:')), expected);
  });

  it('leave a person’s own typing to the person, beside them and inside them', async () => {
    const file = 'src/app/mine.ts';
    await chat().ask('create', {
      tools: [chat().create(file, 'export const made = 1;\nexport const other = 2;\n')],
    });
    await untilKnown(file, (text) => text.startsWith('[ai:'));
    await session().open(file);
    await session().moveTo(1, 'export const made'.length + 1);
    await session().type('ByMe');
    await session().moveTo(3, 1);
    await session().type('// mine');
    const known = await untilKnown(file, (text) => text.includes('// mine'));
    assert.equal(
      known,
      '[ai:export const made][human:ByMe][ai: = 1;\nexport const other = 2;\n][human:// mine]',
    );
  });

  it('by inline chat are known, and closing it leaves nothing', async () => {
    const file = 'src/payments/money.ts';
    const before = committed(file);
    const first = before.split('\n')[0] ?? '';
    await session().open(file);
    await session().moveTo(1, 1);
    await chat().inline('explain', {
      tools: [chat().replace(file, first, `${first}\nexport const cents = 100;`)],
    });
    const known = await untilKnown(file, (text) => text.includes('[ai:'));
    assert.ok(known.startsWith(`${first}[ai:\nexport const cents = 100;]`), known);
    await chat().closeInline();
    assert.equal(await untilKnown(file, (text) => !text.includes('[ai:')), before);
  });
});
