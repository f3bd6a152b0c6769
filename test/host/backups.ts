/**
 * What the editor keeps of text that is not saved: one file each in `Backups/<workspace>/<scheme>/`.
 */
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

/** How many there are. */
export function countBackups(userDataDir: string): number {
  const folder = path.join(userDataDir, 'User', 'Backups');
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.split(path.sep).length === 3).length;
}
