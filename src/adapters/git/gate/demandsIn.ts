/**
 * Everything that a range may have to be signed off for: its critical files, and what an AI did that is dangerous.
 */
import type { Demand } from '../../../core/gate/demand';
import type { JudgedRange } from './gate';

export function demandsIn({ judge, destructive }: JudgedRange): Demand[] {
  const dangerous = (destructive?.finish() ?? []).flatMap(({ demands }) => demands);
  return [...judge.finish(), ...dangerous];
}
