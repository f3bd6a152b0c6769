/**
 * Random sessions in one editor. One that goes wrong is made as short as can be, and kept as a regression.
 */
import type { KindOutcome } from '../outcome';
import { missesTheBar } from '../outcome';
import { runKind } from '../runKind';
import type { World } from '../world';
import { minimise } from './minimise';
import { operations } from './operations';
import { kindOfSteps } from './randomKind';
import { randomSteps } from './randomSteps';
import { writeRegression } from './regressions';
import type { Step } from './step';

export interface RandomOptions {
  /** Of the first session; the others have the numbers after it. */
  readonly seed: number;
  readonly sessions: number;
  /** Operations per session. */
  readonly operations: number;
}

/** How many shorter sessions are tried to find the shortest. */
const MAX_TRIES = 60;

export async function runRandomSessions(
  world: World,
  options: RandomOptions,
  say: (line: string) => void,
): Promise<KindOutcome[]> {
  const outcomes: KindOutcome[] = [];
  for (let seed = options.seed; seed < options.seed + options.sessions; seed++) {
    const steps = randomSteps(seed, options.operations, operations);
    const title = `random session, seed ${seed}`;
    const outcome = await runKind(world, kindOfSteps(`random-${seed}`, title, steps), seed, say);
    outcomes.push(outcome);
    if (outcome.error === null && missesTheBar(world.mode, [outcome]))
      await keepShortest(world, seed, steps, say);
  }
  return outcomes;
}

async function keepShortest(
  world: World,
  seed: number,
  steps: readonly Step[],
  say: (line: string) => void,
): Promise<void> {
  let tries = 0;
  const stillFails = async (candidate: readonly Step[], reloads: boolean): Promise<boolean> => {
    const name = `random-${seed}-try-${++tries}`;
    const kind = { ...kindOfSteps(name, name, candidate), reloads };
    const outcome = await runKind(world, kind, seed, say);
    return outcome.error === null && missesTheBar(world.mode, [outcome]);
  };
  // Reloads take long: without one, unless it is what makes the difference.
  const reloads = !(await stillFails(steps, false));
  const shortest = await minimise(steps, (candidate) => stillFails(candidate, reloads), MAX_TRIES);
  const file = writeRegression({ name: `${world.mode}-seed-${seed}`, reloads, steps: shortest });
  say(`The shortest session that fails like this has ${shortest.length} steps: ${file}`);
}
