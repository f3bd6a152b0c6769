/**
 * The shell commands that a line runs, or gives to something that runs them, as words.
 */
import type { FileKind } from './fileKind';

/** A quote in the text, as a word of its own. */
const QUOTE = '"';
const mostWords = 40;
/** Of one line. */
const mostCommands = 20;
/** Commands that only say the rest of their line. */
const talkers = new Set(['echo', 'printf', 'Write-Host', 'Write-Output']);

/**
 * Where each command of a line may begin. In a script that is any word, except behind `echo`; in other code only what
 * starts a quoted text or follows a shell's operator: the rest is names and prose.
 *
 * @param name tells whether a word names a command that is looked for
 * @returns the words of each, from the name on, without quotes and brackets
 */
export function commandsOfLine(
  code: string,
  { isShell }: Pick<FileKind, 'isShell'>,
  name: (word: string) => boolean,
): string[][] {
  const commands: string[][] = [];
  const plain = code.replace(/\$\{(\w+)[^}]{0,50}\}/g, '$$$1').replace(/[()[\]{},]/g, ' ');
  for (const [index, segment] of plain.split(/[;&|]+|\$ |`/).entries()) {
    const words = wordsOf(segment);
    if (talkers.has(words.find((word) => word !== QUOTE) ?? '')) continue;
    for (const [at, word] of words.entries()) {
      const previous = words[at - 1];
      const begins = isShell || previous === QUOTE || (previous === undefined && index > 0);
      if (commands.length === mostCommands) return commands;
      if (!begins || previous === 'git' || !name(word)) continue;
      commands.push(words.slice(at, at + mostWords).filter((part) => part !== QUOTE));
    }
  }
  return commands;
}

/** Without what Makefiles put before a command, and without its folder. */
function wordsOf(segment: string): string[] {
  return segment
    .replace(/["'`]/g, ` ${QUOTE} `)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/^(?:@-?|(?:\/usr)?\/bin\/)/, ''));
}
