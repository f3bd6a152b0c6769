/**
 * Loads what makes the text of a note.
 */
import { CountersignError } from '../../core/errors';
import { loadProgram } from './loadProgram';

/** @throws CountersignError `git-failed` when that program is missing */
export function loadNote(): typeof import('../hookNote') {
  try {
    return loadProgram('hookNote') as typeof import('../hookNote');
  } catch (cause) {
    throw new CountersignError(
      'git-failed',
      'a program of the hooks is missing, so this commit has no note; run: countersign hooks install',
      { cause },
    );
  }
}
