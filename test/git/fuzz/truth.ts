/**
 * The model of a random session: each line that somebody writes carries a number of its own, and the model knows who
 * wrote the line with that number. Wherever git carries a line, the number goes with it, so the model needs to know
 * nothing of git, or of how the product follows lines.
 */
import type { Author } from '../../../src/core/model';
import type { Random } from '../../accuracy/random/random';

/** Lines that everybody writes and that stand in many places: they have no number, so nothing is said of their author. */
const EVERYBODYS = ['}', '', '  return;', '});'];

/** Shapes of a line, of words that stand nowhere else. These outweigh what the shapes have in common. */
const SHAPES: readonly ((first: string, second: string, third: string) => string)[] = [
  (first, second, third) => `${first} ${second} ${third}`,
  (first, second, third) => `const ${first} = ${second}(${third});`,
  (first, second, third) => `  if (${first}) return ${second}.${third};`,
];

export class Truth {
  private readonly authors = new Map<number, Author>();
  private readonly reported = new Set<number>();
  private readonly lost = new Set<number>();

  /** A new line by somebody. One in eight is a line as everybody writes it. */
  line(author: Author, random: Random): string {
    if (random.next() < 0.125) return random.pick(EVERYBODYS);
    return this.numbered(author, random);
  }

  /** A new line with a number. */
  numbered(author: Author, random: Random): string {
    const number = this.authors.size + 1;
    this.authors.set(number, author);
    if (author !== 'unknown') this.reported.add(number);
    const word = (): string => `${letters(random)}${number}${letters(random)}`;
    return random.pick(SHAPES)(word(), word(), word());
  }

  /** Who wrote the line; null for one that is everybody's, or damaged. */
  authorOf(line: string): Author | null {
    const number = numberOf(line);
    return number === null ? null : (this.authors.get(number) ?? null);
  }

  /** Whether nobody has told yet that lines of the text were there: the next report would claim them. */
  hasUnreported(text: string): boolean {
    return numbersIn(text).some((number) => !this.reported.has(number));
  }

  /** Lines that may be of unknown origin from now on, since docs/git.md says so of where they are. Never anybody else's. */
  lose(numbers: Iterable<number>): void {
    for (const number of numbers) this.lost.add(number);
  }

  isLost(line: string): boolean {
    return this.lost.has(numberOf(line) ?? 0);
  }

  /** A report has told of the text. */
  report(text: string): void {
    for (const number of numbersIn(text)) this.reported.add(number);
  }
}

/** The number of a line; null when it has none. */
export function numberOf(line: string): number | null {
  const number = /\b[a-z]{4}(\d+)[a-z]{4}\b/.exec(line)?.[1];
  return number === undefined ? null : Number(number);
}

function numbersIn(text: string): number[] {
  return text.split('\n').flatMap((line) => numberOf(line) ?? []);
}

/** What begins and ends alike is taken for the same word with something typed into it. */
function letters(random: Random): string {
  return Array.from({ length: 4 }, () => String.fromCharCode(random.between(97, 122))).join('');
}
