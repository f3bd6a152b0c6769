/**
 * The origins that a paste brings along.
 */
import type { Origin } from '../model';
import type { CopiedPart } from './clues';

export interface PastedPart {
  readonly length: number;
  readonly origin: Origin;
}

/**
 * What was copied, as it counts in its new place. Text that nobody is known to have changed may be anybody's: a copy of
 * it is no more known. What was only inferred stays inferred.
 */
export function pastedParts(parts: readonly CopiedPart[], time: number): PastedPart[] {
  const known = new Map<Origin | null, Origin>();
  return parts.map(({ length, origin }) => {
    const pasted = known.get(origin) ?? pastedOrigin(origin, time);
    known.set(origin, pasted);
    return { length, origin: pasted };
  });
}

function pastedOrigin(origin: Origin | null, time: number): Origin {
  if (origin === null) return { author: 'unknown', reason: 'pasted', time };
  if (origin.author === 'unknown' || origin.evidence === 'shape') return { ...origin, time };
  return { ...origin, evidence: 'clipboard', time };
}
