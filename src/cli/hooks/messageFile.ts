/**
 * The commit message as a file that git will read: its bytes must survive, whatever its encoding.
 */
import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../../adapters/node/writeAtomically';

/**
 * Changes a message file with a function of its text. A message that is not UTF-8 is handed over with one character
 * per byte, and so is what comes back, so that nothing is lost. Not written when nothing changes.
 */
export async function editMessage(
  path: string,
  edit: (message: string, encode: (text: string) => string) => string,
): Promise<void> {
  const bytes = await readFile(path);
  const utf8 = isUtf8(bytes);
  const message = bytes.toString(utf8 ? 'utf8' : 'latin1');
  const encode = (text: string): string => (utf8 ? text : Buffer.from(text, 'utf8').toString('latin1'));
  const edited = edit(message, encode);
  if (edited !== message) await writeAtomically(path, Buffer.from(edited, utf8 ? 'utf8' : 'latin1'));
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}
