/**
 * Runs the editor suite inside a real VS Code: the web host, or a desktop build where one is named by
 * `COUNTERSIGN_DESKTOP_VSCODE` (the path of its executable, or a version to download).
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { runTests, downloadAndUnzipVSCode, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { filesBelow } from './filesBelow';
import { fillExtensionsDirectory } from './extensionsDirectory';
import { completionsFixture, packagedExtension } from './fixturePaths';
import { repositoryRoot } from './installation';
import { createSampleRepository } from './sampleRepository';
import { createScratchDirectory } from './scratchDirectory';
import { SessionHome } from './sessionHome';

/** Gives the exit code of the tests. Their counts go to the file that the environment names. */
export async function runEditorTests(env: Readonly<Record<string, string>>): Promise<number> {
  const bundled = await bundleTests();
  const unpacked = createScratchDirectory('vsix');
  const home = new SessionHome({});
  const sample = await createSampleRepository(home.root);
  try {
    // The packaged extension, loaded as if it were under development: the truest that both kinds of host can do.
    const [extension] = await fillExtensionsDirectory(unpacked.path, [packagedExtension()]);
    if (!extension) throw new Error('The packaged extension could not be unpacked.');
    const code = await runTests({
      vscodeExecutablePath: await editorExecutable(),
      extensionDevelopmentPath: [extension, completionsFixture],
      extensionTestsPath: bundled,
      extensionTestsEnv: { ...withoutForeign(home), ...env },
      launchArgs: [
        sample.path,
        `--extensions-dir=${home.extensionsDir}`,
        `--user-data-dir=${home.userDataDir}`,
      ],
    });
    return code;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    keepEvidence(home);
    return error.code ?? 1;
  } finally {
    home.remove();
    unpacked.remove();
  }
}

async function editorExecutable(): Promise<string> {
  const desktop = process.env['COUNTERSIGN_DESKTOP_VSCODE'];
  if (!desktop) return path.join(__dirname, 'webHost.ts');
  return existsSync(desktop) ? desktop : downloadAndUnzipVSCode(desktop);
}

/** One bundle per test file, beside each other under `out/test`. Gives the path of the entry. */
async function bundleTests(): Promise<string> {
  const out = path.join(repositoryRoot, 'out', 'test');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(path.join(out, 'editor'), { recursive: true });
  await build({
    entryPoints: [path.join(__dirname, 'mochaEntry.ts'), ...filesBelow('test/editor', '.test.ts')],
    outbase: path.join(repositoryRoot, 'test'),
    outdir: out,
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: 'inline' },
    // As in the product's bundles: the CommonJS build of jsonc-parser cannot be bundled.
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(out, 'host', 'mochaEntry.js');
}

/** The session's environment, with everything of this process that it leaves out taken away. */
function withoutForeign(home: SessionHome): Record<string, string | undefined> {
  const removed = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  return { ...removed, ...home.environment() };
}

function keepEvidence(home: SessionHome): void {
  const directory = path.join(repositoryRoot, 'test-output', 'editor');
  home.copyLogs(directory);
  console.log(`Logs of the editor are in ${path.relative(repositoryRoot, directory)}`);
}
