/**
 * A change of a configuration file that git makes and that can be taken back to the byte, comments and spaces included.
 */
import { open, rename, rm, stat } from 'node:fs/promises';
import { readOrNull, type UndoableFiles } from './hookFiles';

export interface ConfigChange {
  /** The lines that were there before. */
  readonly former: string;
  /** The lines that took their place. */
  readonly ours: string;
}

/** Lets `change` write to the file, and tells which lines it touched. */
export async function changeConfig(
  file: string,
  files: UndoableFiles,
  change: () => Promise<unknown>,
): Promise<ConfigChange> {
  const before = await readOrNull(file);
  files.onUndo(() => (before === null ? rm(file, { force: true }) : replace(file, before)));
  await change();
  return difference(linesOf(before), linesOf(await readOrNull(file)));
}

/** Puts the former lines back; false, and nothing is changed, when ours are not there as they were written. */
export async function takeBackConfig(
  file: string,
  files: UndoableFiles,
  { former, ours }: ConfigChange,
): Promise<boolean> {
  const before = await readOrNull(file);
  if (before === null || ours === '') return false;
  const parts = before.toString('latin1').split(Buffer.from(ours).toString('latin1'));
  if (parts.length !== 2) return false;
  files.onUndo(() => replace(file, before));
  await replace(file, Buffer.from(parts.join(Buffer.from(former).toString('latin1')), 'latin1'));
  return true;
}

function linesOf(bytes: Buffer | null): string[] {
  return bytes === null ? [] : bytes.toString().split(/(?<=\n)/);
}

function difference(before: readonly string[], after: readonly string[]): ConfigChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const between = (lines: readonly string[]): string => lines.slice(start, lines.length - end).join('');
  return { former: between(before), ours: between(after) };
}

/** As git does it: whoever holds the lock file may write, and readers see the old file or the new one. */
async function replace(file: string, content: Uint8Array): Promise<void> {
  const lock = `${file}.lock`;
  const handle = await open(lock, 'wx', (await stat(file)).mode & 0o7777);
  try {
    await handle.writeFile(content);
    await handle.chmod((await stat(file)).mode & 0o7777);
    await handle.close();
    await rename(lock, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(lock, { force: true });
    throw error;
  }
}
