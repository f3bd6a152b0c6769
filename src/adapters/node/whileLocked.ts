/**
 * One process at a time: a lock that is a file. Whoever waits too long goes on without it, because a report that is
 * lost is worse than one that is written twice.
 */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from './journalDirectory';

/** Milliseconds. A report takes a fraction of a second; one that takes so long was stopped half-way. */
const LONGEST_WORK = 20_000;
const LONGEST_WAIT = 10_000;
const STEP = 15;

/** Runs `work` while no other process does so with the lock of that name in `directory`, which is made if need be. */
export async function whileLocked<T>(directory: string, name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, name);
  const isOurs = await take(file);
  try {
    return await work();
  } finally {
    if (isOurs) await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  const end = Date.now() + LONGEST_WAIT;
  for (;;) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await handle.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (Date.now() > end) return false;
    if (await isLeftBehind(file)) await rm(file, { force: true });
    else await wait(STEP);
  }
}

async function isLeftBehind(file: string): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(file)).mtimeMs;
    if (age > LONGEST_WORK) return true;
    const text = await readFile(file, 'utf8');
    const owner = JSON.parse(text) as { pid?: unknown; host?: unknown };
    if (typeof owner.pid !== 'number' || typeof owner.host !== 'string') return false;
    if (isRunning({ pid: owner.pid, host: owner.host })) return false;
    // An owner that ended in good order has released it, and it may be another's by now.
    return (await readFile(file, 'utf8')) === text;
  } catch {
    // Released meanwhile, or being written at this moment.
    return false;
  }
}
