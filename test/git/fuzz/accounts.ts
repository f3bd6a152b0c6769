/**
 * What may be told of a line whose words several have written, by the definition of a line's author: who wrote most of
 * what is in progress, with ties for the AI, then for nobody known; mixed where both an AI and a person had a part.
 */
import type { Author } from '../../../src/core/model';

export interface Word {
  readonly number: number;
  readonly length: number;
  readonly author: Author;
}

export interface Account {
  readonly author: Author;
  /** Null: either. */
  readonly mixed: boolean | null;
  /** Whether a note has to attest it: of a commit without a part of an AI there is none. */
  readonly hasAi: boolean;
}

export interface Circumstances {
  /** Words up to this number were committed before later ones were written; 0: none. */
  readonly settled: number;
  /** An AI wrote words of the line, whether they still stand there or not: removing them leaves a mark. */
  readonly hadAi: boolean;
  /** Nobody told of the last words, so that nobody may have seen the line as it is. */
  readonly isUnseen: boolean;
  /** The line has nothing but words; signs may be kept from a line that it replaces. */
  readonly isBare: boolean;
}

/**
 * All accounts that are right, first the one by all words. Words that were settled may count as whose they are, as
 * nobody's, or no more, the older ones first.
 */
export function possibleAccounts(words: readonly Word[], circumstances: Circumstances): Account[] {
  const { settled, isUnseen } = circumstances;
  const borders = [0, ...words.map(({ number }) => number).filter((number) => number <= settled)];
  const counted = [...new Set(borders)]
    .sort((one, other) => one - other)
    .map((border) => words.filter(({ number }) => number > border));
  const forgotten = counted.map((some) =>
    some.map((word): Word => (word.number <= settled ? { ...word, author: 'unknown' } : word)),
  );
  const known = [...counted, ...forgotten].map((some) => accountOf(some, circumstances));
  return isUnseen ? [...known, { author: 'unknown', mixed: false, hasAi: false }] : known;
}

function accountOf(words: readonly Word[], { hadAi, isBare }: Circumstances): Account {
  const lengthOf = (author: Author): number =>
    words.filter((word) => word.author === author).reduce((sum, { length }) => sum + length, 0);
  const [ai, human, unknown] = [lengthOf('ai'), lengthOf('human'), lengthOf('unknown')];
  const most = Math.max(ai, human, unknown);
  const author = ai === most ? 'ai' : unknown === most ? 'unknown' : 'human';
  const isMixed = ai > 0 && human > 0;
  const mayBe = !isBare || (hadAi && human > 0);
  return { author, mixed: isMixed || !mayBe ? isMixed : null, hasAi: ai > 0 };
}
