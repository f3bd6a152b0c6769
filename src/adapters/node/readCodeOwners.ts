/**
 * The CODEOWNERS file of a working tree as it lies there.
 */
import { join } from 'node:path';
import { CodeOwners, codeOwnersFiles, codeOwnersMegabytes } from '../../core/policy/codeOwners';
import { readRegularFile } from './readRegularFile';

/** The first that there is: null when there is none, a sentence when it cannot be understood. */
export async function readCodeOwners(root: string): Promise<CodeOwners | string | null> {
  for (const path of codeOwnersFiles) {
    const text = await readRegularFile(join(root, path)).catch(() => null);
    if (text !== null)
      return text.length > codeOwnersMegabytes * 1_000_000 ? 'it is too large' : CodeOwners.parse(text);
  }
  return null;
}
