/**
 * Asks on the real terminal. The question goes to standard error, because standard output may be an answer for a script.
 */
import { createInterface } from 'node:readline/promises';

/** The answer without its line end; null when standard input is no terminal. */
export async function askOnTerminal(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
