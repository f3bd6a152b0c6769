/**
 * Work that a hook begins before it is known whether it needs it.
 */

/** The same promise, whose failure is nobody's concern unless somebody waits for it. */
export function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
