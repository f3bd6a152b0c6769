/**
 * File operations of the hook installer that can be taken back: when one step fails, the repository is as before.
 */
import { chmod, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** Does steps, remembering how to undo each. */
export class UndoableFiles {
  private readonly undo: (() => Promise<unknown>)[] = [];
  private readonly last: (() => Promise<unknown>)[] = [];

  /** Remembers how to take back something done elsewhere. */
  onUndo(step: () => Promise<unknown>): void {
    this.undo.push(step);
  }

  /** Remembers what to do when everything else is done, since it cannot be taken back. */
  afterwards(step: () => Promise<unknown>): void {
    this.last.push(step);
  }

  async makeDirectory(path: string): Promise<void> {
    const created = await mkdir(path, { recursive: true });
    if (created !== undefined) this.onUndo(() => rm(created, { recursive: true, force: true }));
  }

  async write(path: string, content: string | Uint8Array, mode: number): Promise<void> {
    const before = await readOrNull(path);
    const modeBefore = before === null ? null : (await lstat(path)).mode & 0o7777;
    this.onUndo(async () => {
      if (before === null || modeBefore === null) return rm(path, { force: true });
      await writeFile(path, before);
      return chmod(path, modeBefore);
    });
    await writeFile(path, content);
    await chmod(path, mode);
  }

  async move(from: string, to: string): Promise<void> {
    await rename(from, to);
    this.onUndo(() => rename(to, from));
  }

  async remove(path: string): Promise<void> {
    const before = await readFile(path);
    const { mode } = await lstat(path);
    await rm(path);
    this.onUndo(async () => {
      await writeFile(path, before);
      await chmod(path, mode & 0o7777);
    });
  }

  /** Does what is left to do. */
  async finish(): Promise<void> {
    for (const step of this.last) await step();
  }

  /** Takes back what was done, last step first. A step that cannot be undone does not keep the others from it. */
  async takeBack(): Promise<void> {
    for (const step of this.undo.reverse()) await step().catch(() => undefined);
    this.undo.length = 0;
  }
}

/** The content of a file, or null when there is none. */
export async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether there is anything of that name, a dangling link included. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
