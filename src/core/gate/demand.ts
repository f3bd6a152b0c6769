/**
 * A change of one commit to one critical file that the file's rule wants countersigned.
 */
import type { LineRange } from '../model';
import type { CriticalChange } from './criticalChange';

/** Why a countersignature is wanted. */
export type DemandReason = 'ai' | 'unknown' | 'any';

export interface Demand {
  readonly change: CriticalChange;
  /** Full id. */
  readonly commit: string;
  /** Lower-case email; '' when it cannot be read. */
  readonly author: string;
  readonly reason: DemandReason;
  /** At the head; empty when the commit only took away, or the file has no lines. */
  readonly lines: readonly LineRange[];
  /** Whether all the AI's lines are told, or only that an AI had a part. */
  readonly placed: boolean;
  /** Whether no other commit of the range has a part in the file: then its content is that of this commit. */
  readonly alone: boolean;
  /** Lower-case emails of its `Countersigned-by` lines. */
  readonly countersigned: readonly string[];
  /** Every path that the file had in the range. */
  readonly paths: ReadonlySet<string>;
}
