/**
 * Where the trailers of a commit message are, by git's own rule (`find_trailer_start`), without any configuration.
 */
import { trailerLine } from './trailerKeys';

/** Lines that git itself writes: they make a block of one quarter trailers a trailer block. */
const GENERATED = ['Signed-off-by: ', '(cherry picked from commit '];

export interface TrailerBlock {
  /** Index of the first line. */
  readonly start: number;
  /** Index after the last line that is not blank. */
  readonly end: number;
}

/**
 * The last paragraph, if git reads it as trailers; null otherwise. The paragraph that starts at `title` never is.
 * @param lines without their newline; a carriage return at the end is ignored
 * @param isComment lines that git's parser skips
 * @param commentsGo whether git takes these lines out before anyone reads trailers: then a line below one continues
 *   the line above it
 */
export function trailerBlock(
  lines: readonly string[],
  isComment: (line: string) => boolean,
  title: number,
  commentsGo: boolean,
): TrailerBlock | null {
  let titleEnd = title;
  while (titleEnd < lines.length && !isBlank(lines[titleEnd] as string)) titleEnd++;
  let end = lines.length;
  while (end > titleEnd && (isBlank(lines[end - 1] as string) || isComment(lines[end - 1] as string))) end--;
  const tally = { trailers: 0, others: 0, continuations: 0, generated: false };
  for (let i = end - 1; i >= titleEnd; i--) {
    const line = lines[i] as string;
    if (isBlank(line)) return verdict(tally) ? { start: i + 1, end } : null;
    if (!isComment(line)) count(line, tally);
    else if (!commentsGo) {
      tally.others += tally.continuations;
      tally.continuations = 0;
    }
  }
  return null;
}

export function isBlank(line: string): boolean {
  return /^\s*$/.test(line);
}

interface Tally {
  trailers: number;
  others: number;
  continuations: number;
  generated: boolean;
}

function count(line: string, tally: Tally): void {
  const generated = GENERATED.some((prefix) => line.startsWith(prefix));
  if (generated || trailerLine(line) !== null) {
    tally.trailers++;
    tally.generated ||= generated;
    tally.continuations = 0;
  } else if (/^\s/.test(line)) tally.continuations++;
  else {
    tally.others += 1 + tally.continuations;
    tally.continuations = 0;
  }
}

function verdict({ trailers, others, continuations, generated }: Tally): boolean {
  const rest = others + continuations;
  return generated ? trailers * 3 >= rest : trailers > 0 && rest === 0;
}
