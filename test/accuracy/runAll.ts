/**
 * A whole run in one mode: the kinds and the random sessions.
 */
import { runInEditors } from './editors';
import type { EditorOptions } from './editors';
import { kindJob } from './job';
import type { Job } from './job';
import type { Kind } from './kind';
import type { KindOutcome } from './outcome';
import { sessionJobs } from './random/sessionJobs';
import type { RandomOptions } from './random/sessionJobs';
import type { Mode } from './world';

export interface Measurement {
  readonly mode: Mode;
  readonly kinds: readonly Kind[];
  readonly random: RandomOptions;
}

/** Gives the outcomes, of the kinds and then of the random sessions. */
export function runAll(measurement: Measurement, options: EditorOptions): Promise<KindOutcome[]> {
  const say = (line: string): void => options.say(`${measurement.mode}: ${line}`);
  return runInEditors(jobsOf(measurement, say), { ...options, say });
}

function jobsOf({ mode, kinds, random }: Measurement, say: (line: string) => void): Job[] {
  const ofKinds = (world: Kind['world']): Job[] =>
    kinds.filter((kind) => kind.world === world).map((kind) => kindJob(mode, kind, random.seed, say));
  return [...ofKinds('fixture'), ...ofKinds('copilot'), ...sessionJobs(mode, random, say)];
}
