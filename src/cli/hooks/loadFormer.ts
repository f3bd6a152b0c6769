/**
 * Loads what asks the notes of earlier commits: most commits have no lines of earlier ones.
 */
import type { HookContext } from './hookContext';
import { loadProgram } from './loadProgram';

/** Null, and the user is told, when that program is missing. */
export function loadFormer({ say }: Pick<HookContext, 'say'>): typeof import('../hookFormer') | null {
  try {
    return loadProgram('hookFormer') as typeof import('../hookFormer');
  } catch {
    say(
      'a program of the hooks is missing, so lines of earlier commits are not known; run: countersign hooks install',
    );
    return null;
  }
}
