/**
 * Programs that not every machine has. What needs one is tested where it is there, and the run says what it left out.
 */
import { spawnSync } from 'node:child_process';

/** Asked while tests are being declared: one that is declared and then skipped fails the run. */
export function isOnPath(program: string): boolean {
  const isThere = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
  if (!isThere) console.log(`There is no ${program} on the PATH: what needs it is not tested.`);
  return isThere;
}
