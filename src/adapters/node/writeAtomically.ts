/**
 * Replaces a file in one step, so that a reader (or a crash) never sees half of it.
 */
import { chmod, open, rename, rm, stat } from 'node:fs/promises';

/**
 * Writes a file next to its destination and renames it over it. The destination's mode is kept unless one is given.
 *
 * @throws the file system's own error; nothing is left behind then
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const wanted = mode ?? (await modeOf(path));
  try {
    const file = await open(temporary, 'w', 0o666);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    if (wanted !== null) await chmod(temporary, wanted);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch {
    // The file does not exist yet: the process's umask decides.
    return null;
  }
}
