/**
 * What a repository's base vouches for. Never made from the user's configuration or from the change that is judged.
 */
import type { Terms } from '../../../core/signing/terms';

export interface Trust extends Terms {
  /** SHA-256 of the policy's text; null when the base has none. */
  readonly policyDigest: string | null;
  /** Text of the allowed signers; '' when the policy names none. */
  readonly allowedSigners: string;
  /** Null: no key is revoked. */
  readonly revokedSigners: Uint8Array | null;
  /** Null: GPG signatures do not count. */
  readonly gpgKeyring: Uint8Array | null;
}
