/**
 * Who wrote the lines of a commit, as far as the history tells: the answer of `countersign log` for one commit.
 */
import type { EvidenceGrade, ToolShare } from '../model';

/** Added lines by author; `ai + human + unknown = added`. Mixed lines are counted for whoever prevails as well. */
export interface LineCounts {
  readonly added: number;
  readonly ai: number;
  readonly mixed: number;
  readonly human: number;
  readonly unknown: number;
}

/**
 * Where the answer comes from: the commit's note; the numbers of our own trailers; other people's trailers and
 * identities, which name a tool and no lines; or nowhere.
 */
export type ProvenanceSource = 'note' | 'trailers' | 'assisted' | null;

export interface CommitProvenance extends LineCounts {
  readonly commit: string;
  /** `Name <email>`. */
  readonly author: string;
  /** ISO 8601; null when the commit has none that can be read. */
  readonly date: string | null;
  /** The date in seconds since the epoch. */
  readonly time: number | null;
  readonly subject: string;
  readonly deletedByAi: number;
  /** The weakest evidence among the AI lines. */
  readonly evidence: EvidenceGrade | null;
  /** Most lines first; 0 lines when it is not told how many. */
  readonly tools: readonly ToolShare[];
  readonly source: ProvenanceSource;
  /** Of the added lines, those that a merge only takes over from another branch: totals have them from there. */
  readonly takenOver: number;
  readonly merge: boolean;
  /** The lines of its files, as far as a note tells them apart; of a merge only what the note attests. */
  readonly files: readonly FileProvenance[];
}

export interface FileProvenance extends LineCounts {
  readonly path: string;
}
