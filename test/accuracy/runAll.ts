/**
 * A whole run: the random sessions and the kinds of one or both modes, spread over a few editors.
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

/** Gives the outcomes of each measurement: of its random sessions, which take longest, then of its kinds. */
export async function runAll(
  measurements: readonly Measurement[],
  options: EditorOptions,
): Promise<KindOutcome[][]> {
  const jobs = measurements.map((measurement) => jobsOf(measurement, options.say));
  const outcomes = await runInEditors(jobs.flat(), options);
  return jobs.map((own) => outcomes.splice(0, own.length));
}

function jobsOf({ mode, kinds, random }: Measurement, sayAll: (line: string) => void): Job[] {
  const say = (line: string): void => sayAll(`${mode}: ${line}`);
  const ofKinds = (world: Kind['world']): Job[] =>
    kinds.filter((kind) => kind.world === world).map((kind) => kindJob(mode, kind, random.seed, say));
  return [...sessionJobs(mode, random, say), ...ofKinds('fixture'), ...ofKinds('copilot')];
}
