/**
 * Which critical files differ between two commits.
 */
import type { CriticalChange } from '../../../core/gate/criticalChange';
import { stricterReason } from '../../../core/gate/stricterReason';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { inParallel } from '../../node/inParallel';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from '../diffOptions';
import { gitText } from '../gitText';
import type { GateRange } from './gateRange';
import { ruleBookAt } from './ruleBookAt';

const COMMAND = [...DIFF_CONFIGURATION, 'diff-tree', '-r', '-z', '--raw', '--no-abbrev', ...DIFF_OPTIONS];
/** Submodules differ too; `DIFF_OPTIONS` leaves them out because they have no lines. */
const WITH_SUBMODULES = '--ignore-submodules=none';

const AT_ONCE = 4;
/** Of known commits; a branch that merges often has many. */
const MOST_COMPARED = 32;

/** A file that differs, whatever it is under. */
export type ChangedFile = Omit<CriticalChange, 'rule' | 'byPattern'> & { readonly added: boolean };

/**
 * The files that differ from what the base has, and from every other commit that is known.
 *
 * @param bare runs without attributes
 */
export async function changedFiles(bare: Git, { head, fork, known }: GateRange): Promise<ChangedFile[]> {
  const differing = async (from: string): Promise<ChangedFile[]> =>
    parseRaw(await gitText(bare, [...COMMAND, WITH_SUBMODULES, from, head]));
  const others = await inParallel(known.slice(0, MOST_COMPARED), AT_ONCE, async (id) => {
    return new Set((await differing(id)).map(({ path }) => path));
  });
  return (await differing(fork)).filter(({ path }) => others.every((paths) => paths.has(path)));
}

/** @param git runs in the root of the working tree */
export async function criticalChanges(
  git: Git,
  entries: readonly ChangedFile[],
  base: string,
  policy: Policy,
): Promise<CriticalChange[]> {
  const paths = entries.flatMap(({ path, formerPath }) => [
    path,
    ...(formerPath === null ? [] : [formerPath]),
  ]);
  const book = await ruleBookAt(git, base, policy, paths);
  return entries.flatMap((entry) => {
    const former = entry.formerPath === null ? null : book.reasonOf(entry.formerPath);
    const present = book.reasonOf(entry.path);
    // A file that moves out of a critical folder takes its rule along.
    const reason = stricterReason(present, former);
    if (reason === null) return [];
    const byPattern = reason.by === 'policy' && present?.rule === reason.rule;
    return [{ ...entry, rule: reason.rule, byPattern }];
  });
}

/** `:<old mode> <new mode> <old id> <new id> <status>`, then one path, or two of a renamed file. */
function parseRaw(output: string): ChangedFile[] {
  const parts = output.split('\0');
  const entries: ChangedFile[] = [];
  for (let at = 0; at < parts.length; at++) {
    const [, mode, formerBlob = '', blob, status] =
      /^:\d{6} (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(parts[at] ?? '') ?? [];
    if (mode === undefined || blob === undefined || status === undefined) continue;
    const from = parts[++at] ?? '';
    const isMoved = status === 'R' || status === 'C';
    const path = isMoved ? (parts[++at] ?? '') : from;
    const formerPath = status === 'R' ? from : null;
    const deleted = status === 'D';
    const lined = !deleted && /^100/.test(mode);
    entries.push({ path, formerPath, blob, formerBlob, deleted, lined, added: status === 'A' });
  }
  return entries;
}
