/**
 * The extension comes and goes without a trace.
 */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { repositoryRoot } from '../host/installation';
import { packageExtension } from '../host/packageExtension';
import { createSampleRepository, type SampleRepository } from '../host/sampleRepository';
import { useSession } from '../host/useSession';

interface Traces {
  readonly commands: number;
  readonly watchers: number;
}

describe('activation', () => {
  let sample: SampleRepository;
  const session = useSession(async () => {
    await packageExtension(() => undefined);
    sample = await createSampleRepository();
    return { workspace: sample.path };
  });
  after(() => sample.remove());

  /** Loads the built extension by hand, so that it can be disposed of; `times` activations one after the other. */
  const cycles = (times: number): Promise<{ during: Traces; after: Traces; before: Traces }> =>
    session().inHost(
      async (vscode, { root, rounds }) => {
        const traces = async () => {
          const commands = (await vscode.commands.getCommands()).filter((id) =>
            id.startsWith('countersign.'),
          ).length;
          const watchers = process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
          return { commands, watchers };
        };
        const load = process.getBuiltinModule('module').createRequire(`${root}/package.json`);
        const memento = {
          get: (_key: string, fallback: unknown) => fallback,
          update: () => Promise.resolve(),
          keys: () => [],
        };
        const before = await traces();
        let during = before;
        for (let round = 0; round < rounds; round++) {
          const subscriptions: { dispose(): void }[] = [];
          (load(`${root}/dist/extension.js`) as { activate(context: unknown): void }).activate({
            subscriptions,
            extensionPath: root,
            extensionUri: vscode.Uri.file(root),
            globalStorageUri: vscode.Uri.file(`${root}/test-output/storage`),
            extension: { packageJSON: { version: '0.0.0' } },
            workspaceState: memento,
          });
          const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
          if (!folder) throw new Error('no folder');
          const document = await vscode.workspace.openTextDocument(
            vscode.Uri.joinPath(folder, 'src/app/greet.ts'),
          );
          await vscode.window.showTextDocument(document);
          // The repository is found in the background: its directory is watched then, beside the folder.
          for (let tries = 0; tries < 200 && (await traces()).watchers < before.watchers + 2; tries++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          during = await traces();
          for (const item of subscriptions) item.dispose();
        }
        await new Promise((resolve) => setImmediate(resolve));
        return { before, during, after: await traces() };
      },
      { root: path.resolve(repositoryRoot), rounds: times },
    );

  it('leaves nothing behind, however often', async () => {
    const { before, during, after } = await cycles(3);
    assert.ok(during.commands > before.commands);
    assert.ok(during.watchers > before.watchers);
    assert.deepEqual(after, before);
  });
});
