/**
 * Runs one kind, once more when its session broke off.
 */
import type { Kind } from './kind';
import type { KindOutcome } from './outcome';
import { runKind } from './runKind';
import type { World } from './world';

/** A kind whose session broke off was not judged: it gets a second try. An answer that is wrong stays wrong. */
export async function runJudged(
  world: World,
  kind: Kind,
  seed: number,
  say: (line: string) => void,
): Promise<KindOutcome> {
  const outcome = await runKind(world, kind, seed, say);
  if (outcome.error === null) return outcome;
  say(`Once more: ${kind.name}`);
  return runKind(world, { ...kind, name: `${kind.name}-again` }, seed, say).then((second) => ({
    ...second,
    kind: outcome.kind,
  }));
}
