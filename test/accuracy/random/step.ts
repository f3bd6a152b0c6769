/**
 * One step of a random session, as plain data: what it does depends on nothing but these numbers and the text at hand,
 * so that a list of steps can be run again, or without some of them.
 */

export interface Step {
  /** The name of an operation. */
  readonly operation: string;
  /** At least 0, below 1: where, how much, what. */
  readonly where: number;
  readonly amount: number;
  readonly choice: number;
  /** Which of the session's files. */
  readonly file: number;
}

/** The steps as JSON, or a sentence about what is wrong with them. */
export function parseSteps(value: unknown): readonly Step[] | string {
  if (!Array.isArray(value)) return 'The steps are not a list.';
  const steps: Step[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    const step = stepOf(entry);
    if (step === null) return `Step ${index} is not one.`;
    steps.push(step);
  }
  return steps;
}

function stepOf(value: unknown): Step | null {
  if (typeof value !== 'object' || value === null) return null;
  const { operation, where, amount, choice, file } = value as Partial<Record<keyof Step, unknown>>;
  if (typeof operation !== 'string') return null;
  const numbers = [where, amount, choice, file];
  if (!numbers.every((number) => typeof number === 'number' && number >= 0)) return null;
  return value as Step;
}
