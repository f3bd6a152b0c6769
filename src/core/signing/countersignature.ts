/**
 * A countersignature of one commit, with the verdict on it.
 */
import type { Problem } from './problem';

export interface Countersignature {
  /** Full id. */
  readonly commit: string;
  readonly email: string;
  readonly name: string;
  /** Fingerprint of the key; null for a trailer. */
  readonly key: string | null;
  readonly kind: 'signature' | 'trailer';
  /** The paths for which it speaks; of a trailer none, because it speaks for all. */
  readonly paths: readonly string[];
  readonly comment: string | null;
  readonly reviewedAt: string | null;
  /** Null: it counts. */
  readonly problem: Problem | null;
}
