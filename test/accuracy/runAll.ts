/**
 * A whole run: one editor per world, its kinds one after the other, then the random sessions.
 */
import type { Kind } from './kind';
import type { KindOutcome } from './outcome';
import { runRandomSessions } from './random/runRandomSessions';
import type { RandomOptions } from './random/runRandomSessions';
import { runJudged } from './runJudged';
import { startWorld } from './world';
import type { Mode } from './world';

export interface RunOptions {
  readonly mode: Mode;
  readonly kinds: readonly Kind[];
  readonly random: RandomOptions;
  /** The packaged extension. */
  readonly vsix: string;
  readonly say: (line: string) => void;
}

/** Gives one outcome per kind and per random session, in the order of the kinds within each world. */
export async function runAll({ mode, kinds, random, vsix, say }: RunOptions): Promise<KindOutcome[]> {
  const outcomes: KindOutcome[] = [];
  for (const name of ['fixture', 'copilot'] as const) {
    const chosen = kinds.filter((kind) => kind.world === name);
    if (chosen.length + random.sessions === 0) continue;
    say(`Starting the ${name} editor in ${mode} mode`);
    const world = await startWorld(name, mode, vsix, say);
    try {
      for (const kind of chosen) outcomes.push(await runJudged(world, kind, random.seed, say));
      outcomes.push(...(await runRandomSessions(world, random, say)));
      await world.assertMode();
    } finally {
      await world.stop();
    }
  }
  return outcomes;
}
