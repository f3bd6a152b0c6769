/**
 * What is needed of a commit to say which countersignatures count for it.
 */
import type { CountersignedTrailer } from '../commit/parseTrailers';

export interface CommitFacts {
  /** Full id. */
  readonly id: string;
  /** Lower-case; '' when it cannot be read. */
  readonly authorEmail: string;
  /** As `authoredAt` of a statement. */
  readonly authoredAt: string;
  /** Path → id of its new content, of each path that it changes; all zeros: deleted. */
  readonly changed: ReadonlyMap<string, string>;
  /** Path → ids of the content that its parents have there, of each path that it changes. */
  readonly former: ReadonlyMap<string, readonly string[]>;
  readonly trailers: readonly CountersignedTrailer[];
}
