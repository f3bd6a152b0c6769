/**
 * A command of git's configuration as words, the way git itself splits it: no shell.
 */

/** Quotes hold words together, and a backslash takes the next character as it is. */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  for (const [word] of command.matchAll(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+/gs)) {
    words.push(
      word.replace(
        /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gs,
        (_, escaped?: string, single?: string, double?: string) =>
          escaped ?? single ?? (double ?? '').replace(/\\(.)/gs, '$1'),
      ),
    );
  }
  return words;
}
