/**
 * Which critical files differ between two commits, and where their lines come from.
 */
import { BlameReader } from '../../../core/gate/blameReader';
import type { BlamedChange, CriticalChange } from '../../../core/gate/criticalChange';
import { shownPath } from '../../../core/gate/violationText';
import { RuleBook, type RuleReason } from '../../../core/gate/ruleBook';
import { CountersignError } from '../../../core/errors';
import { severities, type Policy } from '../../../core/policy/policy';
import type { Git, GitStreams } from '../../../core/ports';
import { inParallel } from '../../node/inParallel';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from '../diffOptions';
import { gitText } from '../gitText';
import type { GateRange } from './gateRange';
import { ruleAttributes } from './ruleAttributes';

const COMMAND = [...DIFF_CONFIGURATION, 'diff-tree', '-r', '-z', '--raw', '--no-abbrev', ...DIFF_OPTIONS];
/** Submodules differ too; `DIFF_OPTIONS` leaves them out because they have no lines. */
const WITH_SUBMODULES = '--ignore-submodules=none';

const AT_ONCE = 4;

/**
 * @param git runs in the root of the working tree
 * @param bare the same without attributes
 */
export async function criticalChanges(
  git: Git,
  bare: Git & GitStreams,
  { base, head, fork }: GateRange,
  policy: Policy,
): Promise<CriticalChange[]> {
  const entries = parseRaw(await gitText(bare, [...COMMAND, WITH_SUBMODULES, fork, head]));
  const paths = entries.flatMap(({ path, formerPath }) => [
    path,
    ...(formerPath === null ? [] : [formerPath]),
  ]);
  const book = new RuleBook(policy, await ruleAttributes(git, base, paths));
  return entries.flatMap((entry) => {
    const former = entry.formerPath === null ? null : book.reasonOf(entry.formerPath);
    const present = book.reasonOf(entry.path);
    const reason = stricter(present, former);
    if (reason === null) return [];
    const byPattern = reason.by === 'policy' && present?.rule === reason.rule;
    return [{ ...entry, rule: reason.rule, byPattern }];
  });
}

/** A file that moves out of a critical folder takes its rule along. */
function stricter(one: RuleReason | null, other: RuleReason | null): RuleReason | null {
  if (one === null || other === null) return one ?? other;
  return severities.indexOf(other.rule.severity) < severities.indexOf(one.rule.severity) ? other : one;
}

type Entry = Omit<CriticalChange, 'rule' | 'byPattern'>;

/** `:<old mode> <new mode> <old id> <new id> <status>`, then one path, or two of a renamed file. */
function parseRaw(output: string): Entry[] {
  const parts = output.split('\0');
  const entries: Entry[] = [];
  for (let at = 0; at < parts.length; at++) {
    const [, mode, blob, status] =
      /^:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(parts[at] ?? '') ?? [];
    if (mode === undefined || blob === undefined || status === undefined) continue;
    const from = parts[++at] ?? '';
    const isMoved = status === 'R' || status === 'C';
    const path = isMoved ? (parts[++at] ?? '') : from;
    const formerPath = status === 'R' ? from : null;
    const deleted = status === 'D';
    entries.push({ path, formerPath, blob, deleted, lined: !deleted && /^100/.test(mode) });
  }
  return entries;
}

/** The lines of changed files that came with the range, by `git blame`. */
export async function blamedChanges(
  bare: GitStreams,
  { base, head }: GateRange,
  changes: readonly CriticalChange[],
): Promise<BlamedChange[]> {
  return inParallel(changes, AT_ONCE, async (change) => {
    if (!change.lined) return { change, owned: [] };
    checkName(change.path);
    const reader = new BlameReader();
    const command = [
      'blame',
      '--incremental',
      '--root',
      '--no-textconv',
      head,
      `^${base}`,
      '--',
      change.path,
    ];
    const configuration = ['-c', 'core.quotePath=true', '-c', 'blame.ignoreRevsFile='];
    for await (const bytes of bare.stream([...configuration, ...command])) reader.push(latin1(bytes));
    return { change, owned: reader.finish() };
  });
}

/** Of a name that is not UTF-8 we have another, which git would not find, or which is another file's. */
function checkName(path: string): void {
  if (!path.includes('\ufffd')) return;
  throw new CountersignError(
    'bad-usage',
    `The name of the critical file ${shownPath(path)} is not UTF-8, so nobody can be asked about its lines: rename it.`,
  );
}

/** One character per byte: paths are quoted, and nothing else of it is text to us. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
