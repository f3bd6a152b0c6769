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
  | 'unknown-revision';

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

  static is(error: unknown, reason?: ErrorReason): error is CountersignError {
    return error instanceof CountersignError && (reason === undefined || error.reason === reason);
  }
}
