/**
 * Why a countersignature does not count: a word for scripts, and a sentence that says what to do.
 */
export const problemKinds = [
  'malformed',
  'bad-signature',
  'unknown-signer',
  'wrong-key',
  'wildcard',
  'namespace',
  'expired',
  'not-yet-valid',
  'revoked',
  'policy-changed',
  'content-changed',
  'self-signed',
  'same-key',
  'not-signed',
] as const;

export type ProblemKind = (typeof problemKinds)[number];

export interface Problem {
  readonly kind: ProblemKind;
  /** Made of texts that are printable. */
  readonly sentence: string;
}

export function problem(kind: ProblemKind, sentence: string): Problem {
  return { kind, sentence };
}
