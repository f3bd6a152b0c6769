/**
 * The name of an SSH key, as every tool of SSH prints it.
 */
import { createHash } from 'node:crypto';

/** `SHA256:…` of a public key in SSH's wire format. */
export function sshFingerprint(publicKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`;
}
