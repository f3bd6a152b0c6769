/**
 * A commit as the log tells of it, before anybody asks who wrote its lines.
 */
export interface LoggedCommit {
  /** Full id. */
  readonly id: string;
  /** How many parents it has. */
  readonly parents: number;
  /** `Name <email>`, as `.mailmap` wants it. */
  readonly author: string;
  /** Author and committer as they stand in the commit, `Name <email>` each; one when they are the same. */
  readonly identities: readonly string[];
  /** When it was written, ISO 8601 in the author's time zone; null when the commit does not say it in a way that can be read. */
  readonly date: string | null;
  /** The same in seconds since the epoch. */
  readonly time: number | null;
  readonly subject: string;
  /** The whole message. */
  readonly message: string;
  /** The text of its note, or '' when it has none. */
  readonly note: string;
  /** What it changed against its first parent. */
  readonly files: readonly LoggedFile[];
}

export interface LoggedFile {
  /** Where it is after the commit. */
  readonly path: string;
  /** Added lines; 0 when the file is binary. */
  readonly added: number;
  /** Deleted lines; 0 when the file is binary. */
  readonly deleted: number;
}
