/**
 * Random sessions in one editor. One that goes wrong is made as short as can be, and kept as a regression.
 */
import type { Kind, WorldName } from '../kind';
import type { KindOutcome } from '../outcome';
import { missesTheBar } from '../outcome';
import { runKind } from '../runKind';
import type { World } from '../world';
import { minimise } from './minimise';
import { kindOfSteps, operationsOf } from './randomKind';
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
  const count = sessionsIn(world.name, options.sessions);
  for (let seed = options.seed; seed < options.seed + count; seed++) {
    const steps = randomSteps(seed, options.operations, operationsOf(world.name));
    const kind = kindOfSteps({ ...randomSession(world.name, seed), world: world.name }, steps);
    const outcome = await runKind(world, kind, seed, say);
    outcomes.push(outcome);
    if (outcome.error === null && missesTheBar(world.mode, [outcome]))
      await keepShortest(world, seed, steps, say);
  }
  return outcomes;
}

/** Of so many sessions, how many more run with the real Copilot and its chat: every fifth, they take longer. */
export function sessionsIn(world: WorldName, sessions: number): number {
  return world === 'copilot' ? Math.ceil(sessions / 5) : sessions;
}

export function randomSession(world: WorldName, seed: number): Pick<Kind, 'name' | 'title'> {
  return world === 'copilot'
    ? { name: `random-chat-${seed}`, title: `random session with Copilot and its chat, seed ${seed}` }
    : { name: `random-${seed}`, title: `random session, seed ${seed}` };
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
    const kind = { ...kindOfSteps({ name, title: name, world: world.name }, candidate), reloads };
    const outcome = await runKind(world, kind, seed, say);
    return outcome.error === null && missesTheBar(world.mode, [outcome]);
  };
  // Reloads take long: without one, unless it is what makes the difference.
  const reloads = !(await stillFails(steps, false));
  const shortest = await minimise(steps, (candidate) => stillFails(candidate, reloads), MAX_TRIES);
  const file = writeRegression({
    name: `${world.mode}-${randomSession(world.name, seed).name}`,
    ...{ world: world.name, reloads },
    steps: shortest,
  });
  say(`The shortest session that fails like this has ${shortest.length} steps: ${file}`);
}
