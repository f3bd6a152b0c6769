/**
 * Who wrote what is staged, as the message and the note of the commit will say it.
 */
import { attribute, type AttributionResult } from '../../core/commit/attribute';
import type { FileChange } from '../../core/commit/fileChange';
import { emptyTree } from '../../adapters/git/changes';
import { mergeChanges } from '../../adapters/git/mergeChanges';
import type { Knowledge } from '../../adapters/git/provenance';
import { readStaged } from '../../adapters/git/stagedChanges';
import type { HookContext } from './hookContext';

export interface JudgedStage {
  readonly result: AttributionResult;
  /** The changes in git's raw format; null where the commit has not exactly one parent. */
  readonly raw: string | null;
}

/** @param parents names of the commit's parents to be; `HEAD` may not exist yet */
export async function judgeStaged(
  { git }: HookContext,
  { files, criticalRuleOf }: Knowledge,
  parents: readonly string[],
): Promise<JudgedStage> {
  const against = (base: string): ReturnType<typeof readStaged> =>
    readStaged(git, base, ({ path, oldPath }: FileChange) => {
      const states = [...(files.get(path) ?? []), ...(oldPath === null ? [] : (files.get(oldPath) ?? []))];
      return states.length === 0 ? null : states.map(({ text }) => text);
    });
  let [base = null] = parents;
  const first = await against(base ?? (await emptyTree(git))).catch(async (error: unknown) => {
    const { code } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    if (base !== 'HEAD' || code === 0) throw error;
    base = null;
    return against(await emptyTree(git));
  });
  const others = await Promise.all(parents.slice(1).map(against));
  const merged = others.map(({ changes }) => changes);
  const changes = others.length === 0 ? first.changes : mergeChanges(first.changes, merged);
  const result = attribute(changes, (path) => files.get(path) ?? [], criticalRuleOf);
  return { result, raw: base === null || others.length > 0 ? null : first.raw };
}
