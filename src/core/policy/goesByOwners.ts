/**
 * Whether the policy needs CODEOWNERS.
 */
import type { Policy } from './policy';

/** True when any of its rules names owners. */
export function goesByOwners({ critical }: Policy): boolean {
  return critical.some(({ owners = [] }) => owners.length > 0);
}
