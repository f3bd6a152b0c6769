/**
 * Errors that carry a reason a program can test and a sentence a person can act on.
 */
export type ErrorReason =
  | 'not-a-repository'
  | 'git-failed'
  | 'policy-broken'
  | 'journal-corrupt'
  | 'journal-unwritable'
  | 'hooks-unwritable'
  | 'note-malformed'
  | 'bad-usage'
  | 'unknown-revision'
  | 'signing-failed';

/** An error whose message may be shown to the user: one sentence that says what to do. The cause is kept for the log. */
export class CountersignError extends Error {
  constructor(
    readonly reason: ErrorReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'CountersignError';
  }

  /** By name: parts that are loaded when they are needed have a class of their own. */
  static is(error: unknown, reason?: ErrorReason): error is CountersignError {
    if (!(error instanceof Error) || error.name !== 'CountersignError') return false;
    return reason === undefined || (error as CountersignError).reason === reason;
  }
}
