/**
 * What the core needs of the world, as small interfaces. Adapters implement them; tests may too.
 */
export interface GitOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export interface GitRunOptions {
  readonly stdin?: Uint8Array | string;
  /** Added to the process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Git is stopped when it prints nothing for so long; its exit code is then 124. Runners of hooks do not. */
  readonly patience?: number;
}

/** Runs git in one working tree. Never rejects for a non-zero exit: the caller reads `code`. */
export interface Git {
  run(args: readonly string[], options?: GitRunOptions): Promise<GitOutput>;
}

/** Runs git for output that grows with the history. */
export interface GitStreams {
  /**
   * Gives what git prints while it prints it; git waits for a reader that is slow, and ends when the reader stops.
   *
   * @throws CountersignError `git-failed`, after the last piece, when git exits with another code than 0
   */
  stream(args: readonly string[]): AsyncIterable<Uint8Array>;
}

/** Lower-case hexadecimal SHA-256 of a string's UTF-8 bytes. */
export type Sha256 = (text: string) => string;

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Milliseconds since the epoch. */
export type Clock = () => number;
