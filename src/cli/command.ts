/**
 * What a command gets and gives: no command touches the process itself, so each can be run in a test.
 */
import type { Git } from '../core/ports';

export interface CommandContext {
  /** Directory in which the user called us. */
  readonly directory: string;
  /** Runs git in a directory. */
  readonly gitIn: (directory: string) => Git;
  readonly output: Output;
  /** Version of the product. */
  readonly version: string;
  /** Path of the built `hook.js`, which lies next to the command line. */
  readonly hookProgram: string;
}

export interface Output {
  /** Writes text to standard output as it is. */
  write(text: string): void;
  /** Writes one line to standard error. */
  complain(line: string): void;
  /** Whether standard output shows colours. */
  readonly colours: boolean;
}

/** 0 fine, 1 policy violated, 2 wrong usage or broken repository or policy. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** As it is called, with its arguments. */
  readonly usage: string;
  /** What it does, in half a sentence. */
  readonly summary: string;
  run(args: readonly string[], context: CommandContext): Promise<ExitCode>;
}
