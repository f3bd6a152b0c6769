/**
 * Documents whose place is known late: drafts that become files, folders that become repositories.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { completionsFixture } from '../host/fixturePaths';
import { gitIn } from '../host/gitIn';
import { packageExtension } from '../host/packageExtension';
import { createScratchDirectory } from '../host/scratchDirectory';
import { until } from '../host/until';
import { useSession } from '../host/useSession';
import { annotated, FIXTURE_TOOL, journalled, settledState, useWorkbench } from './support';

const completed = 'alpha + beta + gamma;';
const rules = [{ before: 'const words = ', insert: completed }];
const line = `[human:const words = ][ai:${completed}]`;

const saved = `const words = ${completed}`;

describe('a draft', () => {
  const workbench = useWorkbench(rules);
  const { session, sample } = workbench;

  it('that is saved as a file takes its authors along', async () => {
    await session().inHost((vscode) =>
      vscode.commands.executeCommand('workbench.action.files.newUntitledFile'),
    );
    await session().page.waitForSelector('.editor-group-container.active .monaco-editor.focused');
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Control+s');
    // The dialog proposes the first line as the name.
    await until('the proposed name', () =>
      session().page.evaluate<boolean>(
        `[...document.querySelectorAll('.quick-input-widget input')].some(({ value }) => value.endsWith('gamma;'))`,
      ),
    );
    await session().press('Enter');
    await until('the file', async () => (await journalled(sample(), saved)) !== null);
    assert.equal(annotated(await settledState(workbench, saved)), line);
  });
});

describe('a folder', () => {
  const scratch = createScratchDirectory('folder');
  const workspace = path.join(scratch.path, 'new');
  const session = useSession(async () => {
    mkdirSync(workspace);
    return {
      workspace,
      extensions: [await packageExtension(() => undefined), completionsFixture],
      settings: {
        'countersignFixtures.completions': rules,
        'countersign.completionTools': { 'countersign-fixtures.completions': FIXTURE_TOOL },
        'countersign.hooks.install': 'always',
      },
    };
  });
  after(() => scratch.remove());
  const sample = { path: workspace, remove: () => undefined };

  it('that becomes a repository knows what was written before', async () => {
    await session().inHost(
      async (vscode, name) => {
        await vscode.workspace.fs.writeFile(vscode.Uri.file(name), new Uint8Array());
      },
      path.join(workspace, 'a.ts'),
    );
    await session().open('a.ts');
    await session().typeAndAccept('const words = ', 'alpha');
    await session().save();
    await gitIn(workspace, session().environment, 'init', '--quiet');
    await until('the journal', async () => (await journalled(sample, 'a.ts')) !== null);
    assert.equal(annotated(await settledState({ session, sample: () => sample }, 'a.ts')), line);
  });
});
