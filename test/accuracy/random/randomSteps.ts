/**
 * The steps of a random session: a mix of all operations, the same for the same seed.
 */
import { Random } from './random';
import type { Step } from './step';

/** How many files a session works on. */
export const FILES = 3;

/** `operations`: names and how often each shall come, relative to the others. */
export function randomSteps(
  seed: number,
  count: number,
  operations: readonly { readonly name: string; readonly weight: number }[],
): readonly Step[] {
  const random = new Random(seed);
  const rounded = (): number => Math.floor(random.next() * 1000) / 1000;
  const weights = operations.reduce((sum, { weight }) => sum + weight, 0);
  let file = 0;
  return Array.from({ length: count }, () => {
    let left = random.next() * weights;
    const operation =
      operations.find(({ weight }) => (left -= weight) < 0)?.name ?? operations[0]?.name ?? '';
    // People stay in a file for a while.
    if (random.next() < 0.15) file = random.between(0, FILES - 1);
    return { operation, where: rounded(), amount: rounded(), choice: rounded(), file };
  });
}
