/**
 * Compares lines with one line pattern of the policy, in time linear in the line, whatever the pattern.
 */

/** A literal piece of the pattern, with its table for the search by Knuth, Morris and Pratt. */
interface Piece {
  readonly text: string;
  readonly table: readonly number[];
  /** Whether a match must begin and end where a word does. */
  readonly startsWord: boolean;
  readonly endsWord: boolean;
}

const wordUnit = /[\p{L}\p{N}_]/u;

/**
 * Whether a line contains what the pattern says: the literal pieces between `*` one after the other, without regard to
 * case or to the amount of white space, and as whole words, except where a `*` adjoins.
 */
export function lineMatcher(pattern: string): (line: string) => boolean {
  const pieces = piecesOf(folded(pattern));
  return (line) => matches(folded(line), pieces);
}

function folded(text: string): string {
  return text.toLowerCase().trim().replace(/\s+/g, ' ');
}

function piecesOf(pattern: string): Piece[] {
  const texts = pattern.split('*');
  return texts.flatMap((text, index) => {
    if (text === '') return [];
    const startsWord = index === 0 && wordUnit.test(text.charAt(0));
    const endsWord = index === texts.length - 1 && wordUnit.test(text.charAt(text.length - 1));
    return [{ text, table: tableOf(text), startsWord, endsWord }];
  });
}

/** The leftmost match of each piece leaves most of the line to the next: there is nothing to go back for. */
function matches(line: string, pieces: readonly Piece[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    from = endOfMatch(line, piece, from);
    if (from === -1) return false;
  }
  return pieces.length > 0;
}

function endOfMatch(line: string, piece: Piece, from: number): number {
  const { text, table } = piece;
  let matched = 0;
  for (let at = from; at < line.length; at++) {
    while (matched > 0 && line.charCodeAt(at) !== text.charCodeAt(matched)) matched = table[matched - 1] ?? 0;
    if (line.charCodeAt(at) === text.charCodeAt(matched)) matched++;
    if (matched < text.length) continue;
    if (isWhole(line, piece, at + 1)) return at + 1;
    matched = table[matched - 1] ?? 0;
  }
  return -1;
}

function isWhole(line: string, { text, startsWord, endsWord }: Piece, end: number): boolean {
  const start = end - text.length;
  if (startsWord && start > 0 && wordUnit.test(line.charAt(start - 1))) return false;
  return !(endsWord && end < line.length && wordUnit.test(line.charAt(end)));
}

/** For each place, how long the longest start of the text is that also ends there. */
function tableOf(text: string): number[] {
  const table = [0];
  let length = 0;
  for (let at = 1; at < text.length; at++) {
    while (length > 0 && text.charCodeAt(at) !== text.charCodeAt(length)) length = table[length - 1] ?? 0;
    if (text.charCodeAt(at) === text.charCodeAt(length)) length++;
    table.push(length);
  }
  return table;
}
