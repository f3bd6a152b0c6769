/**
 * The order of trust among kinds of evidence, in one place.
 */
import type { Evidence, EvidenceGrade } from '../model';

const STRENGTH: Readonly<Record<Evidence, number>> = {
  host: 6,
  hook: 5,
  command: 4,
  clipboard: 3,
  keystroke: 2,
  shape: 1,
};

/** Larger is stronger. */
export function evidenceStrength(evidence: Evidence): number {
  return STRENGTH[evidence];
}

/** `shape` is inferred; everything else was reported or observed. */
export function evidenceGrade(evidence: Evidence): EvidenceGrade {
  return evidence === 'shape' ? 'inferred' : 'exact';
}
