/**
 * What git knows of the files in which an AI may have done something destructive.
 */
import {
  destructiveFile,
  suspects,
  type DestructiveFile,
} from '../../../core/gate/destructive/destructiveFile';
import { DestructiveJudge } from '../../../core/gate/destructive/destructiveJudge';
import { destructiveRules } from '../../../core/gate/destructive/destructiveRules';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { readChanges } from '../changes';
import { blamedChanges, type AskForLines } from './blamedChanges';
import type { ChangedFile } from './criticalChanges';
import type { GateRange } from './gateRange';

/** What could be destructive if an AI did it. */
export interface DestructiveSuspects {
  readonly files: readonly DestructiveFile[];
  readonly suspected: ReadonlySet<DestructiveFile>;
  readonly rules: ReturnType<typeof destructiveRules>;
}

/**
 * Null when nothing could be found whoever wrote it, as nearly always: then no file is asked for its lines.
 *
 * @param bare runs without attributes
 */
export async function destructiveSuspects(
  bare: Git,
  range: GateRange,
  listed: readonly ChangedFile[],
  { destructive }: Policy,
): Promise<DestructiveSuspects | null> {
  if (destructive === null || listed.length === 0) return null;
  const rules = destructiveRules(destructive);
  const commits = { kind: 'commit', base: range.fork, commit: range.head } as const;
  const changes = await readChanges(bare, '', commits, () => false);
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const files = listed.map((file) => destructiveFile(file, byPath.get(file.path)));
  const suspected = suspects(files, rules);
  return suspected.size === 0 ? null : { files, suspected, rules };
}

/** Judges them as soon as it has taken the commits. Throws as `askingForLines` does. */
export async function destructiveJudge(
  ask: AskForLines,
  { files, suspected, rules }: DestructiveSuspects,
  { destructive, unknown }: Policy,
): Promise<DestructiveJudge | null> {
  if (destructive === null) return null;
  return new DestructiveJudge(files, await blamedChanges(ask, [...suspected]), rules, destructive, unknown);
}
