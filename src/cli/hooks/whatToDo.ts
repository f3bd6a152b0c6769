/**
 * What the user is told of an error inside a hook.
 */
import { CountersignError } from '../../core/errors';

/** One sentence that says what to do. */
export function whatToDo(error: unknown): string {
  if (CountersignError.is(error)) return error.message;
  const reason = error instanceof Error ? error.message : error;
  return `recording failed (${reason}), so something of who wrote these lines is missing; run: countersign doctor`;
}
