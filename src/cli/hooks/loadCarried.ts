/**
 * Loads what carries notes on: the command line does that too, so it is there, and a rebase takes longer than that.
 */
import { CountersignError } from '../../core/errors';
import { loadProgram } from './loadProgram';

type Carried = Pick<typeof import('../main'), 'annotatedRewrites' | 'carriedNotes' | 'writeCarried'>;

/** @throws CountersignError `git-failed` when that program is missing */
export function loadCarried(): Carried {
  try {
    return loadProgram('cli') as Carried;
  } catch (cause) {
    throw new CountersignError(
      'git-failed',
      'a program of the hooks is missing, so the notes were not carried on; run: countersign hooks install',
      { cause },
    );
  }
}
