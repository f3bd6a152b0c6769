/**
 * How long a commit may wait for us. Past that, the commit goes on without provenance and the user is told.
 */
import { CountersignError } from '../../core/errors';

/** Milliseconds that all our work for one hook may take, unless the repository's settings say otherwise. */
export const DEFAULT_BUDGET = 3000;

export class Budget {
  private limit = DEFAULT_BUDGET;
  private readonly began = performance.now();

  /** Changes the limit, in milliseconds from the start. */
  allow(milliseconds: number): void {
    this.limit = milliseconds;
  }

  /** Milliseconds that are left; never negative. */
  get left(): number {
    return Math.max(0, this.limit - (performance.now() - this.began));
  }

  /**
   * Called between the stages of the work.
   *
   * @throws CountersignError when the time is over
   */
  check(): void {
    if (this.left === 0) throw outOfTime(this.limit);
  }

  /** Waits for a step, but not longer than what is left, also of a limit that changes meanwhile. */
  async within<T>(step: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      const wait = (): void => {
        if (this.left === 0) reject(outOfTime(this.limit));
        else timer = setTimeout(wait, this.left);
      };
      wait();
    });
    try {
      return await Promise.race([step, over]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function outOfTime(limit: number): CountersignError {
  return new CountersignError(
    'git-failed',
    `recording took longer than ${limit} ms, so this commit does not say who wrote its lines; ` +
      'allow more with: git config countersign.hookTimeout 10000',
  );
}
