/**
 * The outcome of a session in words, with what repeats it.
 */
import type { SessionOutcome } from './session';

/** So many faults are told; the others follow from them. */
const TOLD = 6;

export function describeOutcome(seed: number, { done, steps, faults }: SessionOutcome): string {
  if (faults.length === 0) return `seed ${seed}: ${done} operations, no fault`;
  const replay = steps.map((step) => `${step.name}:${step.seed}`).join(' ');
  const lines = faults.slice(0, TOLD).map(({ kind, where, line }) => `  ${kind}: ${where}: ${line}`);
  const more = faults.length > TOLD ? [`  and ${faults.length - TOLD} more`] : [];
  return [
    `seed ${seed}: ${faults.length} faults after ${steps.length} steps`,
    ...lines,
    ...more,
    `  --replay "${replay}"`,
  ].join('\n');
}
