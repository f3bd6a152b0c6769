/**
 * The server half of the web host: VS Code's own server, which runs the extension host, on a free loopback port.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Installation } from './installation';
import { ProcessTree } from './processTree';
import { within } from './until';

export interface HostServerOptions {
  readonly installation: Installation;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** The whole environment of the server, and so of the extension host and of its terminals. */
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /**
   * Lets the page load an extension under development and its tests. It also turns notifications off, so a session
   * that needs neither goes without.
   */
  readonly testDriver?: boolean;
}

export interface HostServer {
  /** What a browser must show to be let in: other users of the machine reach the port too. */
  readonly token: string;
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** The same address as the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  stop(): Promise<void>;
  /** Ends at once, as in a crash. */
  kill(): Promise<void>;
}

/** Starts the server and waits until it listens. */
export async function startHostServer(options: HostServerOptions): Promise<HostServer> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const token = randomUUID();
  const tree = new ProcessTree(options.installation.node, serverArguments(options, token), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: options.env,
  });
  const port = new Promise<string>((resolve) => {
    let seen = '';
    tree.child.stdout?.on('data', (chunk: Buffer) => {
      seen = (seen + chunk.toString('utf8')).slice(-4096);
      const found = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (found) resolve(found);
    });
  });
  tree.child.stdout?.pipe(log, { end: false });
  tree.child.stderr?.pipe(log, { end: false });
  const died = tree.ended.then((code) => {
    throw new Error(`The VS Code server ended (code ${code}) before it listened, see ${options.logFile}`);
  });
  died.catch(() => undefined);
  try {
    const authority = `127.0.0.1:${await within('start of the VS Code server', 60_000, Promise.race([port, died]))}`;
    return {
      token,
      origin: `http://${authority}`,
      authority,
      stop: async () => {
        await tree.stop();
        log.end();
      },
      kill: async () => {
        await tree.kill();
        log.end();
      },
    };
  } catch (error) {
    await tree.stop();
    throw error;
  }
}

function serverArguments(options: HostServerOptions, token: string): string[] {
  return [
    path.join(options.installation.vscode, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--accept-server-license-terms'],
    ...['--server-data-dir', options.userDataDir, '--user-data-dir', options.userDataDir],
    ...['--extensions-dir', options.extensionsDir, '--telemetry-level', 'off'],
    '--disable-workspace-trust',
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}
