/**
 * Waits until the editor sees what other programs write: folders that are made while its watcher still starts stay
 * unseen for good.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Session } from '../host/session';
import { until } from '../host/until';

/** Writes into `folder`, below the workspace, and takes away again what it wrote. */
export async function untilWatching(session: Session, folder: string): Promise<void> {
  const directory = session.fileOf(folder);
  mkdirSync(directory, { recursive: true });
  await session.inHost((vscode, pattern, { keep }) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    keep['watcher'] = watcher;
    watcher.onDidCreate(() => (keep['isWatching'] = true));
  }, `**/${PROBE}*`);
  let count = 0;
  await until('the editor to watch files', async () => {
    writeFileSync(path.join(directory, `${PROBE}${++count}`), '');
    return session.inHost((_vscode, _argument, { keep }) => keep['isWatching'] === true);
  });
  await session.inHost((_vscode, _argument, { keep }) => (keep['watcher'] as { dispose(): void }).dispose());
  for (; count > 0; count--) rmSync(path.join(directory, `${PROBE}${count}`));
}

const PROBE = 'watched-';
