/**
 * A critical file that differs between base and head: what the gate judges.
 */
import type { CriticalRule } from '../policy/policy';

export interface CriticalChange {
  /** Repository path at the head; of a deleted file, the path that it had. */
  readonly path: string;
  /** Path at the base, when it was another. */
  readonly formerPath: string | null;
  readonly rule: CriticalRule;
  /** Whether a pattern of the policy matches its present path: those files are seen in a single commit, too. */
  readonly byPattern: boolean;
  /** Id of the content at the head; all zeros: the file is deleted. */
  readonly blob: string;
  /** Id of the content at the base, under whichever path; all zeros: the file is new. */
  readonly formerBlob: string;
  readonly deleted: boolean;
  /** Whether it has lines that commits can be asked about: links and submodules have none. */
  readonly lined: boolean;
}

/** Lines of a changed file that came with one commit of the range. */
export interface OwnedLines {
  /** Full id. */
  readonly commit: string;
  /** Path in that commit. */
  readonly path: string;
  /** First line in that commit, 1-based. */
  readonly line: number;
  /** First line at the head. */
  readonly headLine: number;
  readonly count: number;
}

export interface BlamedChange {
  readonly change: CriticalChange;
  /** Only lines that came with the range. */
  readonly owned: readonly OwnedLines[];
  /** The same, but a commit that changed no more than white space of a line does not own it. */
  readonly beneath: readonly OwnedLines[];
}
