/**
 * Random sessions. One that goes wrong is made as short as can be, and kept as a regression.
 */
import { kindJob } from '../job';
import type { Job } from '../job';
import type { Kind, WorldName } from '../kind';
import { missesTheBar } from '../outcome';
import { runKind } from '../runKind';
import type { Mode, World } from '../world';
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
  /** Whether there are sessions with the real Copilot and its chat as well, which take longer. */
  readonly withChat: boolean;
  /** Whether a session that goes wrong is made shorter and kept: that takes long. */
  readonly minimises: boolean;
}

/** How many shorter sessions are tried to find the shortest, and for how long: milliseconds. */
const MAX_TRIES = 60;
const MAX_TIME = 20 * 60_000;

/** The sessions of a run, those with the real Copilot and its chat last. */
export function sessionJobs(mode: Mode, options: RandomOptions, say: (line: string) => void): Job[] {
  return (['fixture', 'copilot'] as const).flatMap((world) =>
    seedsIn(world, options).map((seed) => sessionJob(mode, world, seed, options, say)),
  );
}

function sessionJob(
  mode: Mode,
  world: WorldName,
  seed: number,
  options: RandomOptions,
  say: (line: string) => void,
): Job {
  const steps = randomSteps(seed, options.operations, operationsOf(world));
  const job = kindJob(mode, kindOfSteps({ ...randomSession(world, seed), world }, steps), seed, say);
  return {
    ...job,
    async run(editor, attempt) {
      const outcome = await job.run(editor, attempt);
      if (options.minimises && outcome.error === null && missesTheBar(mode, [outcome]))
        await keepShortest(editor, seed, steps, say);
      return outcome;
    },
  };
}

/** The seeds of a world's sessions. Of five, one more runs with the real Copilot and its chat: it takes longer. */
export function seedsIn(
  world: WorldName,
  { seed, sessions, withChat }: Pick<RandomOptions, 'seed' | 'sessions' | 'withChat'>,
): number[] {
  const inChat = withChat ? Math.ceil(sessions / 5) : 0;
  return Array.from({ length: world === 'copilot' ? inChat : sessions }, (_, index) => seed + index);
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
  const end = Date.now() + MAX_TIME;
  const stillFails = async (candidate: readonly Step[], reloads: boolean): Promise<boolean> => {
    if (Date.now() > end) return false;
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
