/**
 * A commit message file as git edits it: what of it will become the message, and what is help, comment or diff.
 */
import { isBlank } from './messageBlock';

/** `commit.cleanup` and `--cleanup`. */
export type CleanupMode = 'default' | 'strip' | 'whitespace' | 'verbatim' | 'scissors';

export interface MessageOptions {
  /** `core.commentChar` or `core.commentString`, `#` when not configured; `auto`: git chose by itself. */
  readonly commentPrefix: string;
  readonly cleanup?: CleanupMode;
  /**
   * Whether the user will see, or has seen, the file in an editor; true by default. Git sets `GIT_EDITOR=:` for its
   * hooks when not.
   */
  readonly editor?: boolean;
}

/** What git chooses from when `core.commentChar` is `auto`. */
const AUTO_PREFIXES = '#;@!$%^&|:';
const SCISSORS = ' ------------------------ >8 ------------------------';

export class MessageFile {
  /** Every line with its line end; joined they are the file. */
  readonly lines: readonly string[];
  readonly prefix: string;
  /** Index of the scissors line, or the number of lines: nothing from here on becomes part of the message. */
  readonly end: number;
  /** Whether git will remove comment lines. */
  readonly dropsComments: boolean;

  private readonly edited: boolean;

  constructor(message: string, options: MessageOptions) {
    const { commentPrefix, cleanup = 'default', editor = true } = options;
    this.edited = editor;
    this.lines = message.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    this.prefix = commentPrefix === 'auto' ? detectPrefix(this.lines) : commentPrefix;
    this.dropsComments = cleanup === 'strip' || (cleanup === 'default' && editor);
    const scissors = this.lines.findIndex((line) => line.trimEnd() === this.prefix + SCISSORS);
    this.end = scissors < 0 ? this.lines.length : scissors;
  }

  isComment = (line: string): boolean => this.prefix !== '' && line.startsWith(this.prefix);

  /** Index of the first line that the message will have. */
  get start(): number {
    for (let i = 0; i < this.end; i++) if (!this.vanishes(i)) return i;
    return this.end;
  }

  /** Index after the last line that was written as message: before trailing blank lines and git's commented help. */
  get contentEnd(): number {
    let end = this.end;
    const isHelp = (index: number): boolean =>
      isBlank(this.lines[index] as string) ||
      ((this.dropsComments || this.edited) && this.isComment(this.lines[index] as string));
    while (end > 0 && isHelp(end - 1)) end--;
    if (this.dropsComments || end === 0) return end;
    // Comments that are kept and belong to a paragraph of the message are message.
    while (end < this.end && this.isComment(this.lines[end] as string)) end++;
    return end;
  }

  /** Whether git's clean-up removes the line, or would if it stood at the end. */
  vanishes(index: number): boolean {
    const line = this.lines[index] as string;
    return isBlank(line) || (this.dropsComments && this.isComment(line));
  }
}

function detectPrefix(lines: readonly string[]): string {
  const scissors = lines.find((line) => line.trimEnd().endsWith(SCISSORS));
  if (scissors !== undefined) return scissors.slice(0, scissors.indexOf(SCISSORS));
  const first = lines.findLast((line) => !isBlank(line))?.charAt(0) ?? '#';
  return AUTO_PREFIXES.includes(first) ? first : '#';
}
