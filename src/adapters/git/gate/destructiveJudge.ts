/**
 * What git knows of the files in which an AI may have done something destructive.
 */
import { destructiveFile, suspects } from '../../../core/gate/destructive/destructiveFile';
import { DestructiveJudge } from '../../../core/gate/destructive/destructiveJudge';
import { destructiveRules } from '../../../core/gate/destructive/destructiveRules';
import type { Policy } from '../../../core/policy/policy';
import type { Git, GitStreams } from '../../../core/ports';
import { readChanges } from '../changes';
import { blamedChanges } from './blamedChanges';
import type { ChangedFile } from './criticalChanges';
import type { GateRange } from './gateRange';

/**
 * Null when nothing could be found whoever wrote it, as nearly always: then no file is asked for its lines.
 *
 * @param bare runs without attributes
 */
export async function destructiveJudge(
  bare: Git & GitStreams,
  range: GateRange,
  listed: readonly ChangedFile[],
  { destructive, unknown }: Policy,
): Promise<DestructiveJudge | null> {
  if (destructive === null || listed.length === 0) return null;
  const rules = destructiveRules(destructive);
  const commits = { kind: 'commit', base: range.fork, commit: range.head } as const;
  const changes = await readChanges(bare, '', commits, () => false);
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const files = listed.map((file) => destructiveFile(file, byPath.get(file.path)));
  const suspected = suspects(files, rules);
  if (suspected.size === 0) return null;
  const blamed = await blamedChanges(bare, range, [...suspected]);
  return new DestructiveJudge(files, blamed, rules, destructive, unknown);
}
