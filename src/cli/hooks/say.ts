/**
 * How a hook tells the user one thing: a line on the standard error of git's own command.
 */
import { writeSync } from 'node:fs';

/** Never throws, not even when nobody can hear it. */
export function say(sentence: string): void {
  try {
    // The shell drops what Node itself prints and names the descriptor that leads to the user.
    writeSync(
      Number(process.env['COUNTERSIGN_SAY'] ?? 2),
      `countersign: ${sentence.replaceAll(/\s+/g, ' ')}\n`,
    );
  } catch {
    // Nobody listens.
  }
}
