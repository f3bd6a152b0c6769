/**
 * Leaves out of a session what its first fault does not need.
 */
import type { SessionOutcome, Step } from './session';

/** The same kind of fault with fewer steps: halves, quarters and so on are left out while it stays. */
export async function shrink(
  outcome: SessionOutcome,
  run: (steps: readonly Step[]) => Promise<SessionOutcome>,
): Promise<SessionOutcome> {
  const kind = outcome.faults[0]?.kind;
  let best = outcome;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.steps.length - size; at > -size; at -= size) {
      const from = Math.max(0, at);
      const fewer = best.steps.filter((_, index) => index < from || index >= at + size);
      if (fewer.length === best.steps.length) continue;
      const tried = await run(fewer);
      if (tried.faults[0]?.kind === kind) best = tried;
    }
  }
  return best;
}
