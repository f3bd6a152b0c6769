/**
 * What the gate asks of signatures: who signed which content off, and whether that counts.
 */

/** A sign-off of one path's content, with the verdict on it. */
export interface Signoff {
  /** The principal, as listed literally. */
  readonly email: string;
  /** Fingerprint of the key; null for trailers. Two sign-offs with one key are one. */
  readonly key: string | null;
  readonly kind: 'signature' | 'trailer';
  /** Repository path that was reviewed. */
  readonly path: string;
  /** `gitBlob` id of the content reviewed, all zeros when the path was deleted; '' for trailers. */
  readonly blob: string;
  /** Of a deletion, as in `ReviewedPath`. */
  readonly gone?: readonly string[];
  readonly verdict: { readonly valid: true } | { readonly valid: false; readonly reason: string };
}

/** Where the gate gets them: every statement known to the repository, judged with trust taken from `base`. */
export interface SignoffSource {
  signoffs(base: string): Promise<readonly Signoff[]>;
}
