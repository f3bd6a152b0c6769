/**
 * The parents of the commit that is being made.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '../../adapters/git/commits';
import type { HookContext } from './hookContext';

/** Full ids; none for the first commit, several for a merge. */
export function parentsToBe(
  { repository }: Pick<HookContext, 'repository'>,
  head: Commit | null,
  amends: boolean,
): readonly string[] {
  if (head === null) return [];
  return amends ? head.parents : [head.id, ...linesOf(join(repository.gitDir, 'MERGE_HEAD'))];
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
