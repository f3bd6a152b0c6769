/**
 * What the policy says of refusing commits and pushes, remembered for the shell: where nothing is refused, and no policy
 * has changed since, nothing needs to be started.
 */
import { lstatSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { enforcements, policyFileName, type Enforcement } from '../../core/policy/policy';
import { textOf } from '../../adapters/git/gitText';
import { readObjects } from '../../adapters/git/objects';
import { regularFileNow } from '../../adapters/node/regularFileNow';
import type { HookContext } from './hookContext';

const LONGEST_WORD = 16;
const LARGEST = 1_000_000;
/** Some shells compare times by the second. */
const SECOND = 1000;

/**
 * Remembers the strictest word of those that may hold next: of HEAD, of the index and of the working tree.
 *
 * @param judged of the policies that were judged by
 * @param forgets whether a stricter word that was remembered is over: only a push knows what the remote has
 */
export async function rememberEnforcement(
  { git, repository }: Pick<HookContext, 'git' | 'repository'>,
  judged: readonly Enforcement[],
  forgets: boolean,
): Promise<void> {
  const { root, stateDir } = repository;
  const file = join(root, policyFileName);
  const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  const committed = await readObjects(git, [`HEAD:${policyFileName}`, `:${policyFileName}`]);
  const texts = [
    ...committed.map((object) => (object === null ? null : textOf(object.content))),
    isThere ? (regularFileNow(file, LARGEST)?.toString('utf8') ?? '') : null,
  ];
  const words = texts.map((text) => (text === null ? null : wordOf(text)));
  const memory = join(stateDir, 'enforcement');
  if (forgets && texts.every((text) => text === null) && judged.every((word) => word === 'warn')) {
    rmSync(memory, { force: true });
    return;
  }
  const remembered = forgets ? null : rememberedWord(memory);
  const strictest = strictestOf([...words, ...judged, remembered]);
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(memory, `${strictest}\n`);
  // A change within this second must look newer than the memory.
  const before = new Date(Math.floor(Date.now() / SECOND) * SECOND - SECOND);
  utimesSync(memory, before, before);
}

/** Remembers it before a commit where nobody has looked since the policy of the working tree changed. */
export async function lookAtEnforcement(context: Pick<HookContext, 'git' | 'repository'>): Promise<void> {
  const { root, stateDir } = context.repository;
  const [policy, memory] = [join(root, policyFileName), join(stateDir, 'enforcement')].map((file) =>
    lstatSync(file, { throwIfNoEntry: false }),
  );
  const isSeen = memory !== undefined && policy !== undefined && memory.mtimeMs > policy.mtimeMs;
  if (policy !== undefined && !isSeen) await rememberEnforcement(context, [], false);
}

/** What a text asks for, also one that is broken elsewhere. */
export function wordOf(text: string): Enforcement {
  return parsePolicy(text).policy.enforce;
}

function rememberedWord(memory: string): Enforcement | null {
  const text = regularFileNow(memory, LONGEST_WORD)?.toString('utf8').trim() ?? '';
  return enforcements.find((word) => word === text) ?? null;
}

/** A commit that is refused is also refused when it is pushed. */
function strictestOf(words: readonly (Enforcement | null)[]): Enforcement {
  const order: readonly Enforcement[] = ['commit', 'push'];
  return order.find((word) => words.includes(word)) ?? 'warn';
}
