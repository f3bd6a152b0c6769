/**
 * Compares what is true with what we say, character by character. Blanks do not count, and neither does text that was
 * there before anybody was watched.
 */
import type { AuthoredText } from './authoredText';

export type Who = 'ai' | 'human' | 'unknown';
export type Matrix = Readonly<Record<Who, Readonly<Record<Who, number>>>>;

export interface Difference {
  readonly text: string;
  readonly truth: Who;
  readonly answer: Who;
}

export interface Comparison {
  /** By truth, then by answer. */
  readonly matrix: Matrix;
  readonly differences: readonly Difference[];
}

export interface Measures {
  readonly chars: number;
  /** Of the characters by AI, the share that we call so. Null where there are none. */
  readonly recall: number | null;
  /** Of the characters that we call AI, the share that are. Null where there are none. */
  readonly precision: number | null;
  readonly humanAsAi: number;
  /** The share of all characters that we call unknown. */
  readonly unknown: number;
}

const WHO: Readonly<Record<string, Who>> = { a: 'ai', h: 'human', u: 'unknown', '-': 'unknown' };
const ALL: readonly Who[] = ['ai', 'human', 'unknown'];

/** `answer` has one letter per character of the truth's text. */
export function compare(truth: AuthoredText, answer: string): Comparison {
  const counts = emptyCounts();
  const differences: Difference[] = [];
  let last: { text: string; truth: Who; answer: Who; end: number } | null = null;
  for (let i = 0; i < truth.text.length; i++) {
    const letter = truth.authors[i] ?? '-';
    if (letter === '-' || /\s/.test(truth.text[i] ?? '')) continue;
    const [is, said] = [WHO[letter] ?? 'unknown', WHO[answer[i] ?? '-'] ?? 'unknown'];
    counts[is][said]++;
    if (is === said) continue;
    if (
      last !== null &&
      last.truth === is &&
      last.answer === said &&
      truth.text.slice(last.end, i).trim() === ''
    ) {
      last.text += truth.text.slice(last.end, i + 1);
      last.end = i + 1;
    } else {
      last = { text: truth.text[i] ?? '', truth: is, answer: said, end: i + 1 };
      differences.push(last);
    }
  }
  return { matrix: counts, differences };
}

export function added(matrices: readonly Matrix[]): Matrix {
  const sum = emptyCounts();
  for (const matrix of matrices)
    for (const is of ALL) for (const said of ALL) sum[is][said] += matrix[is][said];
  return sum;
}

export function measures(matrix: Matrix): Measures {
  const truly = (is: Who): number => ALL.reduce((sum, said) => sum + matrix[is][said], 0);
  const called = (said: Who): number => ALL.reduce((sum, is) => sum + matrix[is][said], 0);
  const chars = ALL.reduce((sum, is) => sum + truly(is), 0);
  const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);
  return {
    chars,
    recall: share(matrix.ai.ai, truly('ai')),
    precision: share(matrix.ai.ai, called('ai')),
    humanAsAi: matrix.human.ai,
    unknown: share(called('unknown'), chars) ?? 0,
  };
}

function emptyCounts(): Record<Who, Record<Who, number>> {
  const row = (): Record<Who, number> => ({ ai: 0, human: 0, unknown: 0 });
  return { ai: row(), human: row(), unknown: row() };
}
