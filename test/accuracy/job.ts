/**
 * One thing to measure: it needs an editor of its mode and world to itself while it runs.
 */
import type { Kind, WorldName } from './kind';
import type { KindOutcome } from './outcome';
import { runKind } from './runKind';
import type { Mode, World } from './world';

export interface Job {
  readonly mode: Mode;
  readonly world: WorldName;
  /** `attempt` is 1, or 2 when the session of the first broke off. */
  run(world: World, attempt: number): Promise<KindOutcome>;
}

/** Runs a kind and judges it. A second attempt has a folder of its own, and counts for the same kind. */
export function kindJob(mode: Mode, kind: Kind, seed: number, say: (line: string) => void): Job {
  return {
    mode,
    world: kind.world,
    async run(world, attempt) {
      const name = attempt === 1 ? kind.name : `${kind.name}-again`;
      const outcome = await runKind(world, { ...kind, name }, seed, say);
      return { ...outcome, kind: { name: kind.name, title: kind.title, world: kind.world } };
    },
  };
}
