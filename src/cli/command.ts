/**
 * What a command gets and gives: no command touches the process itself, so each can be run in a test.
 */
import type { Git, GitStreams } from '../core/ports';

export interface CommandContext {
  /** Directory in which the user called us. */
  readonly directory: string;
  /** Runs git in a directory. */
  readonly gitIn: (directory: string) => Git & GitStreams;
  /** All of standard input; '' when it is a terminal. */
  readonly input: () => Promise<string>;
  readonly output: Output;
  /** Asks the user one thing on the terminal. Null, and without it: there is none. */
  readonly ask?: (question: string) => Promise<string | null>;
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
  /**
   * Waits until standard output takes more; false when nobody reads it any longer, as behind `| head`. Commands whose
   * answer grows with the history ask between its pieces. Without it: always.
   */
  readonly ready?: () => Promise<boolean>;
  /** Shows how far a long job is; null takes it away. Without it, standard error is no terminal. */
  readonly progress?: (text: string | null) => void;
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
