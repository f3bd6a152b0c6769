/**
 * The model of a random session: each word that somebody writes carries a number, the same for all words of one line that
 * are written at once, and the model knows who wrote the words with that number. Wherever git carries a line, the
 * numbers go with it, so the model needs to know nothing of git, or of how the product follows lines.
 */
import type { Author } from '../../../src/core/model';
import type { Random } from '../../accuracy/random/random';
import { possibleAccounts, type Account, type Word } from './accounts';

/** Lines that everybody writes and that stand in many places: they have no number, so nothing is said of their author. */
const EVERYBODYS = ['}', '', '  return;', '});'];

/** Shapes of a line, of words that stand nowhere else. These outweigh what the shapes have in common. */
const SHAPES: readonly ((first: string, second: string, third: string) => string)[] = [
  (first, second, third) => `${first} ${second} ${third}`,
  (first, second, third) => `const ${first} = ${second}(${third});`,
  (first, second, third) => `  if (${first}) return ${second}.${third};`,
];

/** Nothing but words: the only form of which parts are rewritten, since signs between them could be anybody's. */
const WORDS = /^\w+ \w+ \w+$/;

export class Truth {
  private readonly authors = new Map<number, Author>();
  /** Of a line of which a part was rewritten, by its newest number: the newest one before. */
  private readonly former = new Map<number, number>();
  private readonly committed = new Set<number>();
  private readonly reported = new Set<number>();
  private readonly lost = new Set<number>();

  /** A new line by somebody. One in eight is a line as everybody writes it. */
  line(author: Author, random: Random): string {
    if (random.next() < 0.125) return random.pick(EVERYBODYS);
    return this.numbered(author, random);
  }

  /** A new line with a number. */
  numbered(author: Author, random: Random): string {
    const number = this.nextNumber(author);
    const word = (): string => `${letters(random)}${number}${letters(random)}`;
    return random.pick(SHAPES)(word(), word(), word());
  }

  /** Which of the lines have words that somebody may write anew; those that nobody has committed, where there are any. */
  rewritable(lines: readonly string[]): number[] {
    const all = [...lines.keys()].filter((at) => WORDS.test(lines[at] ?? ''));
    const fresh = all.filter((at) => !this.committed.has(numberOf(lines[at] ?? '') ?? 0));
    return fresh.length > 0 ? fresh : all;
  }

  /** A line of words with one of them written anew by somebody. */
  partlyRewritten(line: string, author: Author, random: Random): string {
    const number = this.nextNumber(author);
    this.former.set(number, numberOf(line) ?? 0);
    const words = line.split(' ');
    words[random.between(0, words.length - 1)] = `${letters(random)}${number}${letters(random)}`;
    return words.join(' ');
  }

  private nextNumber(author: Author): number {
    const number = this.authors.size + 1;
    this.authors.set(number, author);
    if (author !== 'unknown') this.reported.add(number);
    return number;
  }

  /** What may be told of the line; null for one that is everybody's, or damaged. */
  accountsOf(line: string): readonly Account[] | null {
    const newest = numberOf(line);
    if (newest === null) return null;
    const words = wordsIn(line).map(({ number, length }): Word => {
      return { number, length, author: this.authors.get(number) ?? 'unknown' };
    });
    const all = this.lineage(newest);
    // What was committed before the rest was written is no longer in progress, and may be forgotten.
    const settled = all.slice(1).find((number) => this.committed.has(number) || this.lost.has(number)) ?? 0;
    const hadAi = all.some((number) => this.authors.get(number) === 'ai');
    const isUnseen = this.authors.get(newest) === 'unknown';
    return possibleAccounts(words, { settled, hadAi, isUnseen, isBare: WORDS.test(line) });
  }

  /** The numbers that a line had one after the other, newest first. */
  private lineage(newest: number): number[] {
    const former = this.former.get(newest);
    return [newest, ...(former === undefined ? [] : this.lineage(former))];
  }

  /** A commit has these lines. */
  commit(numbers: Iterable<number>): void {
    for (const number of numbers) this.committed.add(number);
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
    return this.lineage(numberOf(line) ?? 0).some((number) => this.lost.has(number));
  }

  /** A report has told of the text. */
  report(text: string): void {
    for (const number of numbersIn(text)) this.reported.add(number);
  }
}

/** The newest number of a line, which no other line has; null when it has none. */
export function numberOf(line: string): number | null {
  const numbers = numbersIn(line);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function numbersIn(text: string): number[] {
  return wordsIn(text).map(({ number }) => number);
}

function wordsIn(text: string): { number: number; length: number }[] {
  return [...text.matchAll(/\b[a-z]{4}(\d+)[a-z]{4}\b/g)].map(([word, digits]) => {
    return { number: Number(digits), length: word.length };
  });
}

/** What begins and ends alike is taken for the same word with something typed into it. */
function letters(random: Random): string {
  return Array.from({ length: 4 }, () => String.fromCharCode(random.between(97, 122))).join('');
}
