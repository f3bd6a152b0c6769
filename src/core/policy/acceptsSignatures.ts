/**
 * Whether anybody's signature can count: only where the policy says whose keys are whose.
 */
import type { CountersignTerms } from './policy';

export function acceptsSignatures({ allowedSigners, gpgKeyring }: CountersignTerms): boolean {
  return allowedSigners !== null || gpgKeyring !== undefined;
}
