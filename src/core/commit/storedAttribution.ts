/**
 * The authors of added lines as JSON and back, so that what one hook found out need not be found out again by the next.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { Author, Origin } from '../model';
import { readOrigin } from '../originReader';
import type { AttributedFile } from './attribute';

/** Each author once, and by file the lines with the number of their author among these. */
export interface StoredAttribution {
  readonly authors: readonly LineAuthor[];
  readonly files: readonly {
    readonly path: string;
    readonly lines: readonly (readonly [number, number])[];
  }[];
}

export function storedAttribution(files: readonly AttributedFile[]): StoredAttribution {
  const authors: LineAuthor[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (author: LineAuthor): number => {
    const key = JSON.stringify(author);
    const known = numbers.get(key) ?? authors.push(author) - 1;
    numbers.set(key, known);
    return known;
  };
  const stored = files.map(({ path, lines }) => ({
    path,
    lines: [...lines].map(([line, author]) => [line, numberOf(author)] as const),
  }));
  return { authors, files: stored };
}

/** The reverse, from JSON of any shape; null when it is not what `storedAttribution` gave. */
export function readStoredAttribution(value: unknown): AttributedFile[] | null {
  const { authors: listed, files } = fieldsOf(value);
  if (!Array.isArray(listed) || !Array.isArray(files)) return null;
  const authors = listed.map(readAuthor);
  const read = files.map((file: unknown): AttributedFile | null => {
    const { path, lines } = fieldsOf(file);
    if (typeof path !== 'string' || !Array.isArray(lines)) return null;
    const known = new Map<number, LineAuthor>();
    for (const pair of lines as unknown[]) {
      const [line, number] = Array.isArray(pair) ? (pair as unknown[]) : [];
      const author = typeof number === 'number' ? authors[number] : null;
      if (!Number.isSafeInteger(line) || !author) return null;
      known.set(line as number, author);
    }
    return { path, lines: known };
  });
  return read.every((file) => file !== null) ? read : null;
}

function readAuthor(value: unknown): LineAuthor | null {
  const { author, mixed, origin: stored, aiPart, humanPart } = fieldsOf(value);
  const origin = readOrigin(stored);
  // A person who is known by name comes from a note, which readers of origins know nothing of.
  if (origin === null || !isAuthor(author) || typeof mixed !== 'boolean' || humanPart !== undefined)
    return null;
  if (aiPart === undefined) return { author, mixed, origin };
  const part: Origin | null = readOrigin(aiPart);
  return part?.author === 'ai' ? { author, mixed, origin, aiPart: part } : null;
}

function isAuthor(value: unknown): value is Author {
  return value === 'ai' || value === 'human' || value === 'unknown';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
