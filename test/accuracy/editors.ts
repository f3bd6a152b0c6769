/**
 * Runs jobs in editors. One in which a session broke off is replaced, so that whatever covers it or hangs in it is no
 * trouble of the jobs after it.
 */
import type { Job } from './job';
import type { KindOutcome } from './outcome';
import { startWorld } from './world';
import type { World } from './world';

export interface EditorOptions {
  /** The packaged extension. */
  readonly vsix: string;
  readonly say: (line: string) => void;
}

interface Waiting {
  readonly job: Job;
  readonly index: number;
  readonly attempt: number;
}

/** Most attempts of one job. One that was judged is not tried again: a wrong answer stays wrong. */
const MAX_ATTEMPTS = 2;

/** Gives the outcomes in the order of the jobs. */
export async function runInEditors(jobs: readonly Job[], options: EditorOptions): Promise<KindOutcome[]> {
  const run = new EditorRun(jobs, options);
  await run.work();
  return run.outcomes();
}

class EditorRun {
  private readonly waiting: Waiting[];
  private readonly ended = new Map<number, KindOutcome>();
  /** Changes that an extension without proposed API saw, by mode. */
  private readonly plainChanges = new Map<string, number>();

  constructor(
    jobs: readonly Job[],
    private readonly options: EditorOptions,
  ) {
    this.waiting = jobs.map((job, index) => ({ job, index, attempt: 1 }));
  }

  /** An editor after the other, until nothing waits. */
  async work(): Promise<void> {
    for (let next = this.take(null); next !== null; next = this.take(null)) await this.workInOne(next);
  }

  outcomes(): KindOutcome[] {
    for (const [mode, changes] of this.plainChanges) {
      if (changes === 0)
        throw new Error(`In ${mode} mode the extension that declares no proposed API saw no change.`);
    }
    return [...this.ended].sort(([one], [other]) => one - other).map(([, outcome]) => outcome);
  }

  /** Does one job, and all others that fit the same editor, until one breaks off. */
  private async workInOne(first: Waiting): Promise<void> {
    const { mode, world: name } = first.job;
    this.options.say(`Starting the ${name} editor in ${mode} mode`);
    const world = await startWorld(name, mode, this.options.vsix, this.options.say);
    try {
      for (let next: Waiting | null = first; next !== null; next = this.take(world)) {
        if (!(await this.attempt(world, next))) return;
      }
      await world.assertMode();
    } finally {
      this.plainChanges.set(mode, (this.plainChanges.get(mode) ?? 0) + world.plainChanges);
      await world.stop();
    }
  }

  /** Whether the editor can be used for more. */
  private async attempt(world: World, { job, index, attempt }: Waiting): Promise<boolean> {
    const outcome = await job.run(world, attempt);
    const isJudged = outcome.error === null;
    if (isJudged || attempt === MAX_ATTEMPTS) this.ended.set(index, outcome);
    else {
      this.options.say(`${outcome.kind.name} once more, in another editor`);
      this.waiting.unshift({ job, index, attempt: attempt + 1 });
    }
    return isJudged;
  }

  private take(world: World | null): Waiting | null {
    const fits = ({ job }: Waiting): boolean =>
      world === null || (job.mode === world.mode && job.world === world.name);
    const at = this.waiting.findIndex(fits);
    return at < 0 ? null : (this.waiting.splice(at, 1)[0] ?? null);
  }
}
