/**
 * What is known of the hooks of a repository.
 */

/** `overwritten`: another program replaced ours since. `outdated`: ours, but of another version or for another place. */
export type HooksState = 'installed' | 'not-installed' | 'overwritten' | 'outdated';

export interface HooksStatus {
  readonly state: HooksState;
  /** Where git looks for hooks now; for hooks of git's configuration the directory in which their files are. */
  readonly directory: string;
  /** Names of the hooks that were there before and still run. */
  readonly chained: readonly string[];
  /** What is wrong, in a sentence; null when installed or never installed. */
  readonly detail: string | null;
}
