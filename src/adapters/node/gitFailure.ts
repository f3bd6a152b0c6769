/**
 * Sentences for git processes that did not do what they were asked.
 */
import { CountersignError } from '../../core/errors';

/** Git ended with another code than 0; the reason is in its own words. */
export function gitFailure(args: readonly string[], code: number, stderr: string): CountersignError {
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  const command = args.find((arg) => /^[a-z][a-z-]+$/.test(arg)) ?? 'git';
  return new CountersignError(
    'git-failed',
    `git ${command} failed with code ${code}${reason ? `: ${reason}` : ''}.`,
  );
}

/** There is no git that could be started. */
export function gitNotStarted(cause: unknown): CountersignError {
  return new CountersignError('git-failed', 'Git could not be started: install git or add it to your PATH.', {
    cause,
  });
}
