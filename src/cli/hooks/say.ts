/**
 * How a hook tells the user one thing: a line on the standard error of git's own command.
 */
import { writeSync } from 'node:fs';

/** Never throws, not even when nobody can hear it. */
export function say(sentence: string): void {
  sayLines(sentence.replaceAll(/\s+/g, ' '));
}

/** The same of an answer that has lines. */
export function sayLines(lines: string): void {
  try {
    // The shell drops what Node itself prints and names the descriptor that leads to the user.
    writeSync(Number(process.env['COUNTERSIGN_SAY'] ?? 2), `countersign: ${lines}\n`);
  } catch {
    // Nobody listens.
  }
}
