/**
 * What the hooks keep for one another, in the repository and in each of its working trees, so that it can be removed with
 * them. The journals are not theirs: what waits there to be committed stays.
 */
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HOOK_PROGRAMS, installedName } from './hookProgram';
import { READY_NOTE } from './noteAtOnce';
import type { Repository } from './repository';
import { SETTLED_JOURNALS, SETTLED_LIST } from './settleAtOnce';

const TRACES = [
  ...HOOK_PROGRAMS.map(installedName),
  ...READY_NOTE,
  SETTLED_LIST,
  SETTLED_JOURNALS,
  'node',
  'annotated',
  'check-message',
  'earlier',
  'enforcement',
  'gave-up',
  'given-up',
  'looked-at',
  'staged',
  'tables',
  'to-judge',
];

export async function removeTraces({ commonDir, sharedDir }: Repository): Promise<void> {
  const worktrees = join(commonDir, 'worktrees');
  const names = await readdir(worktrees).catch((): string[] => []);
  for (const directory of [sharedDir, ...names.map((name) => join(worktrees, name, 'countersign'))]) {
    for (const name of TRACES) await rm(join(directory, name), { recursive: true, force: true });
    // Those that are not empty stay.
    for (const name of ['pending', 'journal', '']) await rmdir(join(directory, name)).catch(() => undefined);
  }
}
