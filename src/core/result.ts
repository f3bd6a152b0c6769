/**
 * The answer of a total parser: a value, or a reason in words, never an exception.
 */
export type Result<T, E = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
