/**
 * The window half of the web host: a Chromium that shows the workbench and takes real keys.
 */
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Installation } from './installation';

export interface HostBrowser {
  readonly browser: Browser;
  readonly page: Page;
  stop(): Promise<void>;
}

/** Starts a browser with one empty page. `COUNTERSIGN_CHROMIUM` names another Chromium or Chrome to use. */
export async function startHostBrowser(
  installation: Installation,
  options: { readonly headed?: boolean } = {},
): Promise<HostBrowser> {
  const chosen = process.env['COUNTERSIGN_CHROMIUM'];
  const bundled = chosen ? null : installation.chromium;
  const executablePath = chosen ?? bundled?.executable;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    ...(bundled ? { env: { ...definedEnvironment(), ...bundled.env } } : {}),
    headless: !options.headed,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--font-render-hinting=none',
      '--disable-dev-shm-usage',
      // Nothing but this machine: no test depends on a network, and none of them reports anything.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return { browser, page: await context.newPage(), stop: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
