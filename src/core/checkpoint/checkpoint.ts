/**
 * What a tool outside the editor reports about files: before it edits them, or after.
 */

interface Reported {
  /** The directory that relative paths start from; null: the one in which the report is made. */
  readonly directory: string | null;
  /** The files that it is about, as they were named; null: all that are changed. */
  readonly paths: readonly string[] | null;
  /** Texts of files that are changed in an editor and not saved, by path as it was named. */
  readonly contents: ReadonlyMap<string, string>;
}

/** Whatever changed up to now is not the agent's: who wrote it stays as it was, or unknown. */
export interface BeforeCheckpoint extends Reported {
  readonly kind: 'before';
}

/** What changed since was written by an agent. */
export interface AgentCheckpoint extends Reported {
  readonly kind: 'agent';
  readonly tool: string;
  readonly model: string | null;
  readonly session: string | null;
}

/** What changed since was typed by a person. */
export interface PersonCheckpoint extends Reported {
  readonly kind: 'person';
}

export type Checkpoint = BeforeCheckpoint | AgentCheckpoint | PersonCheckpoint;
