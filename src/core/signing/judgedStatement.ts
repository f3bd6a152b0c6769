/**
 * One envelope with the verdict on its signature, before anybody asks for which commits it counts.
 */
import type { Problem } from './problem';
import type { Statement } from './statement';

export interface JudgedStatement {
  /** The envelope's line. */
  readonly envelope: string;
  /** Full ids of the commits in whose notes it is. */
  readonly notedOn: readonly string[];
  /** Null when it cannot be read. */
  readonly statement: Statement | null;
  /** The signer: as the base lists him, or as the statement claims when the base does not; '' when nobody says. */
  readonly email: string;
  /** Fingerprint of the key; null when it cannot be read. */
  readonly key: string | null;
  /** Null: the signature is good. */
  readonly problem: Problem | null;
}
