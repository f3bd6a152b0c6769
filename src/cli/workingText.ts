/**
 * Files of the working tree as text, whatever encoding the repository says they have.
 */
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitText, textOf } from '../adapters/git/gitText';
import type { Git } from '../core/ports';

/** In bytes. Larger files are not written line by line. */
const MAX_SIZE = 3_000_000;
/** So much of a file is looked at to tell whether it is text, as git does. */
const TELLING = 8_000;

/**
 * @param root root of the working tree, where `git` runs
 * @returns '' for a file that is not there; null for what is no text
 */
export async function workingText(git: Git, root: string, path: string): Promise<string | null> {
  const bytes = await bytesOf(join(root, path));
  if (bytes === null || bytes.length === 0) return bytes === null ? null : '';
  const text = textOf(bytes);
  const isText = !text.slice(0, TELLING).includes('\0');
  if (isText && !text.includes('\ufffd')) return text;
  return (await decoded(git, path, bytes)) ?? (isText ? text : null);
}

async function bytesOf(file: string): Promise<Uint8Array | null> {
  try {
    const stats = await lstat(file);
    return stats.isFile() && stats.size <= MAX_SIZE ? await readFile(file) : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? new Uint8Array() : null;
  }
}

/** By `working-tree-encoding`, which git turns into UTF-8 when it stores the file; null where there is none that we know. */
async function decoded(git: Git, path: string, bytes: Uint8Array): Promise<string | null> {
  const [, , encoding = ''] = (
    await gitText(git, ['check-attr', '-z', 'working-tree-encoding', '--', path])
  ).split('\0');
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  const name = /^utf-?16$/i.test(encoding) && isBigEndian ? 'utf-16be' : encoding.replace(/-BOM$/i, '');
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    // No such encoding, or the file does not have it: git will complain as well.
    return null;
  }
}
