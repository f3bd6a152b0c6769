/**
 * What happens when the editor no longer gives evidence that it gives today: weaker evidence, never another author, and
 * the status bar and `doctor` say what to do.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { readSignalFile } from '../../src/adapters/node/signalFile';
import type { SignalProblem } from '../../src/core/detection/signalHealth';
import { until } from '../host/until';
import { annotated, settledState, useWorkbench } from './support';

const file = 'src/app/scratch.ts';
const completion = 'alpha + beta + gamma;';

describe('evidence that the editor no longer gives', () => {
  const workbench = useWorkbench([{ before: 'const words = ', insert: completion }], {}, (sample) =>
    writeFileSync(`${sample.path}/${file}`, ''),
  );
  const { session, sample } = workbench;

  const report = () => readSignalFile(path.join(sample().path, '.git', 'countersign'));
  const untilProblems = (expected: readonly SignalProblem[]): Promise<unknown> =>
    until(`the findings ${JSON.stringify(expected)}`, () => {
      const found = report();
      return found?.precise === false && JSON.stringify(found.problems) === JSON.stringify(expected);
    });
  const statusText = async (): Promise<string> =>
    (await session()
      .page.locator('[id="countersign.countersign.countersign.share"] a')
      .getAttribute('aria-label')) ?? '';

  /** Binds keys as the user's own, over all others. */
  const bind = async (bindings: readonly object[]): Promise<void> => {
    writeFileSync(
      path.join(session().home.userDataDir, 'User', 'keybindings.json'),
      JSON.stringify(bindings),
    );
    await session().reload();
    await session().open(file);
    await session().press('Control+End');
  };

  /** Accepts a completion in a line of its own with Tab, and gives how we know it. */
  const accept = async (): Promise<string> => {
    const before = await session().text();
    // A line like the one before it would be taken for a copy of it.
    await session().typeAndAccept('// next\nconst words = ', 'alpha');
    await session().type('\n');
    const line = `// next\nconst words = ${completion}\n`;
    await session().untilText('the line', (text) => text === before + line);
    const { text, spans } = await settledState(workbench, file);
    const at = text.lastIndexOf(completion);
    const origin = spans.find(({ start, end }) => start <= at && at < end)?.origin;
    return origin?.author === 'ai' ? origin.evidence : (origin?.author ?? 'nobody');
  };

  it('is missed by nobody in an ordinary editor', async () => {
    await session().open(file);
    for (let i = 0; i < 6; i++) await until('the accept command', async () => (await accept()) === 'command');
    await session().press('Control+a');
    await session().press('Control+c');
    await session().press('Control+End');
    for (let i = 0; i < 3; i++) {
      const { length } = await session().text();
      await session().press('Control+v');
      await session().untilText('the paste', (text) => text.length > length);
    }
    await untilProblems([]);
    await until('the calm status bar', async () => /AI \d+ %/.test(await statusText()));
    assert.doesNotMatch(await statusText(), /inferred|runCommands|newer version/);
  });

  it('the accept command: inferred, and after some of them a person is told what to do', async () => {
    await bind([
      { key: 'tab', command: 'editor.action.inlineSuggest.commit', when: 'inlineSuggestionVisible' },
    ]);
    for (let i = 0; i < 5; i++) assert.equal(await accept(), 'shape');
    await untilProblems([{ kind: 'keys' }]);
    await until('the status bar', async () => /inferred, not exact.*runCommands/.test(await statusText()));
    assert.doesNotMatch(annotated(await settledState(workbench, file)), /\[human:[^\]]*alpha/);
  });

  it('and that a key of the user’s own which says so is as good as ours', async () => {
    await bind([
      {
        key: 'tab',
        command: 'runCommands',
        args: {
          commands: ['editor.action.inlineSuggest.commit', 'countersign.inlineSuggestionAccepted'],
        },
        when: 'inlineSuggestionVisible',
      },
    ]);
    await until('the accept command', async () => (await accept()) === 'command');
    await untilProblems([]);
  });

  it('the commands behind our keys: the editor’s own keys take over', async () => {
    await bind([]);
    await session().inHost((vscode) =>
      vscode.commands.executeCommand('setContext', 'countersign.acceptCommandsMissing', true),
    );
    assert.equal(await accept(), 'shape');
  });
});
