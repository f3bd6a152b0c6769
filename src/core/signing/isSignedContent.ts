/**
 * Whether what was signed of a path is what it has now.
 */

interface Signed {
  readonly blob: string;
  readonly gone?: readonly string[];
}

/**
 * All deletions of a path look alike, so one says by the content that went which it is: what was signed once must not
 * cover another file that has the same name later.
 *
 * @param blob id of the content now; all zeros: the path is deleted
 * @param gone ids of what it had before
 */
export function isSignedContent(signed: Signed, blob: string, gone: readonly string[]): boolean {
  if (signed.blob !== blob) return false;
  return !isDeletion(blob) || signed.gone?.some((id) => gone.includes(id)) === true;
}

export function isDeletion(blob: string): boolean {
  return /^0+$/.test(blob);
}
