#!/usr/bin/env -S node --import tsx
/**
 * The web host as an executable that can stand in for desktop VS Code in `@vscode/test-electron`: the same flags, the
 * report of the tests on its output, the exit code of the tests.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { fillExtensionsDirectory } from './extensionsDirectory';
import { startHostBrowser } from './hostBrowser';
import { startHostServer } from './hostServer';
import { install } from './install';
import { parseLaunchFlags } from './launchFlags';
import type { LaunchFlags } from './launchFlags';
import { createScratchDirectory } from './scratchDirectory';
import { reportMark } from './suiteResults';
import { within } from './until';
import { workbenchAddress } from './workbenchAddress';

const testMinutes = Number(process.env['COUNTERSIGN_EDITOR_TEST_MINUTES'] ?? 15);

async function main(flags: LaunchFlags): Promise<number> {
  const installation = await install();
  const scratch = createScratchDirectory('host').path;
  const extensionsDir = flags.extensionsDir ?? path.join(scratch, 'extensions');
  const userDataDir = flags.userDataDir ?? path.join(scratch, 'data');
  const logFile = path.join(userDataDir, 'server.log');
  const [underDevelopment, ...others] = flags.extensionDevelopmentPaths;
  mkdirSync(path.join(userDataDir, 'logs'), { recursive: true });
  await fillExtensionsDirectory(extensionsDir, others);

  const server = await startHostServer({
    ...{ installation, userDataDir, extensionsDir, logFile },
    env: process.env,
    testDriver: true,
  });
  try {
    const window = await startHostBrowser(installation);
    try {
      const exitCode = testExit(window.page);
      await exposeConsole(window.page, path.join(userDataDir, 'logs', 'console.log'));
      await window.page.goto(
        workbenchAddress(server, {
          folder: flags.folder,
          ...(underDevelopment ? { extensionDevelopmentPath: underDevelopment } : {}),
          ...(flags.extensionTestsPath ? { extensionTestsPath: flags.extensionTestsPath } : {}),
        }),
      );
      return await within('end of the tests in the extension host', testMinutes * 60_000, exitCode);
    } catch (error) {
      await window.page.screenshot({ path: path.join(userDataDir, 'logs', 'screenshot.png') });
      throw error;
    } finally {
      await window.stop();
    }
  } finally {
    await server.stop();
  }
}

/** The code that VS Code reports when `run()` of the tests has ended: 0, or 1 when it threw. */
function testExit(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('The page of the editor crashed.')));
    page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)).catch(reject);
  });
}

/** Prints the report of the tests; everything else that the editor writes on its console goes to the logs. */
async function exposeConsole(page: Page, logFile: string): Promise<void> {
  const log = createWriteStream(logFile, { flags: 'a' });
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    const line = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
    if (line.startsWith(reportMark)) console.log(line.slice(reportMark.length));
    else log.write(`[${type}] ${line}\n`);
  });
}

/** A runner that was killed cannot end us: so that nothing is left running, we end when it is gone. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}

endWithParent();
main(parseLaunchFlags(process.argv.slice(2))).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
