/**
 * What a run came to: one outcome per kind, and what the bar of the design says of them.
 */
import type { EvidenceGrade } from '../../src/core/model';
import { added, measures } from './confusion';
import type { Difference, Matrix, Measures } from './confusion';
import type { Kind } from './kind';
import type { Mode } from './world';

export interface KindOutcome {
  readonly kind: Pick<Kind, 'name' | 'title' | 'world'>;
  readonly matrix: Matrix;
  readonly grade: EvidenceGrade | null;
  readonly differences: readonly (Difference & { readonly file: string })[];
  /** Why the kind could not be judged. */
  readonly error: string | null;
  readonly seconds: number;
}

/** The share of AI characters that must be called so. */
const RECALL: Readonly<Record<Mode, number>> = { stable: 0.99, precise: 1 };

/** Whether the answers are worse than the design asks. Kinds that could not be judged have none. */
export function missesTheBar(mode: Mode, outcomes: readonly KindOutcome[]): boolean {
  const { recall, humanAsAi } = totalOf(outcomes);
  return humanAsAi > 0 || (recall ?? 1) < RECALL[mode];
}

/** Sentences about what is not as good as the design asks; none when all is. */
export function shortcomings(mode: Mode, outcomes: readonly KindOutcome[]): string[] {
  const found = outcomes.flatMap(({ kind, error }) =>
    error === null ? [] : [`${kind.name} failed: ${error}`],
  );
  const { recall, humanAsAi } = totalOf(outcomes);
  const asked = RECALL[mode];
  if (recall !== null && recall < asked) found.push(`The recall of AI is ${recall}, less than ${asked}.`);
  if (humanAsAi > 0) found.push(`${humanAsAi} characters that a person typed are called AI.`);
  return found;
}

export function totalOf(outcomes: readonly KindOutcome[]): Measures {
  return measures(added(outcomes.map(({ matrix }) => matrix)));
}
