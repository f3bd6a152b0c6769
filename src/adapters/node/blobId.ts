/**
 * What git calls a content, found without asking it.
 */
import { createHash } from 'node:crypto';

/**
 * The id of a text as a git blob.
 *
 * @param like an id of the same repository: its length tells the hash
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobId(text: string, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text, 'utf8')
    .digest('hex');
}
