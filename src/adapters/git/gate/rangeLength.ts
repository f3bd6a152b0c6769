/**
 * How many commits a check has to read: for a terminal, where somebody waits for the answer.
 */
import type { Git } from '../../../core/ports';
import { gitText } from '../gitText';
import { gateRange, judgedRevisions } from './gateRange';

/** Null when it cannot be told; why not, the check itself says. */
export async function rangeLength(git: Git, range: string): Promise<number | null> {
  try {
    const revisions = judgedRevisions(await gateRange(git, range));
    return Number(await gitText(git, ['rev-list', '--count', ...revisions]));
  } catch {
    return null;
  }
}
