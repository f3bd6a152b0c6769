/**
 * Our own answer: what the journal on disk says of each character of a file.
 */
import type { AttributedText, EvidenceGrade } from '../../src/core/model';

export interface Answer {
  /** One letter per character, as in the truth. */
  readonly authors: string;
  /** How we say that we know of the AI characters: the weakest of them. Null where we call none so. */
  readonly grade: EvidenceGrade | null;
}

const LETTERS = { ai: 'a', human: 'h', unknown: 'u' } as const;

/** Text under no span is nobody's that we know. */
export function answerOf({ text, spans }: AttributedText): Answer {
  let authors = '';
  let grade: EvidenceGrade | null = null;
  for (const { start, end, origin } of spans) {
    authors += '-'.repeat(start - authors.length) + LETTERS[origin.author].repeat(end - start);
    if (origin.author !== 'ai') continue;
    grade = origin.evidence === 'shape' || grade === 'inferred' ? 'inferred' : 'exact';
  }
  return { authors: authors + '-'.repeat(text.length - authors.length), grade };
}
