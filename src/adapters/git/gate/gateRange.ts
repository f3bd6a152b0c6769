/**
 * The range that the gate judges: whose word counts, and what is new.
 */
import { CountersignError } from '../../../core/errors';
import type { Git } from '../../../core/ports';
import { readCommit } from '../commits';
import { gitText, textOf } from '../gitText';

export interface GateRange {
  /** Full id of the commit that the range names first: policy, people and keys are read from it. */
  readonly base: string;
  readonly head: string;
  /** Full id of the commit that both have in common: what differs from it is judged. The base, when head contains it. */
  readonly fork: string;
  /** Full ids of commits whose history is not judged either, as the remote has it already. */
  readonly known: readonly string[];
}

/**
 * Reads `base..head` (`...` means the same here); an end that is left out is HEAD.
 *
 * @throws CountersignError `bad-usage`, `unknown-revision` also when history is missing that would be needed
 */
export async function gateRange(git: Git, text: string): Promise<GateRange> {
  const { base, head } = await namedEnds(git, text);
  return rangeBetween(git, base, head);
}

/** What a range names, as full ids; what they have in common takes a walk. Throws as `gateRange` does. */
export async function namedEnds(git: Git, text: string): Promise<Pick<GateRange, 'base' | 'head'>> {
  const [, from, to] = /^(.*?)\.{2,3}(.*)$/.exec(text) ?? [];
  if (from === undefined || to === undefined)
    throw new CountersignError(
      'bad-usage',
      `${text} is not a range: name base and head, as in countersign check origin/main..HEAD.`,
    );
  const base = await commitId(git, from || 'HEAD');
  const head = await commitId(git, to || 'HEAD');
  return { base, head };
}

/**
 * The range between two commits.
 *
 * @param base full id, as is `head`
 * @throws CountersignError `unknown-revision` also when history is missing that would be needed
 */
export async function rangeBetween(
  git: Git,
  base: string,
  head: string,
  known: readonly string[] = [],
): Promise<GateRange> {
  const fork = await forkOf(git, base, head);
  await checkComplete(git, base, head);
  return { base, head, fork, known };
}

/** What git takes for the commits that are judged: the head, and behind `^` what is not. */
export function judgedRevisions({ base, head, known }: Omit<GateRange, 'fork'>): string[] {
  return [head, ...[base, ...known].map((id) => `^${id}`)];
}

async function commitId(git: Git, name: string): Promise<string> {
  if (/^0{40,64}$/.test(name))
    throw new CountersignError(
      'unknown-revision',
      'The base is all zeros, which stands for a branch that is new: name the branch it starts from instead.',
    );
  try {
    return (await readCommit(git, name)).id;
  } catch (error) {
    if (!CountersignError.is(error, 'unknown-revision') || (await shallowBorder(git)) === null) throw error;
    throw missing(`There is no commit named ${name} in this shallow clone`);
  }
}

async function forkOf(git: Git, base: string, head: string): Promise<string> {
  const { code, stdout } = await git.run(['merge-base', base, head]);
  if (code === 0) return textOf(stdout).trim();
  if ((await shallowBorder(git)) !== null) throw missing('Base and head have no commit in common here');
  throw new CountersignError(
    'unknown-revision',
    'Base and head have no commit in common: name a base from which the head comes.',
  );
}

/** Behind the border of a shallow clone, what was there before would pass for new, and what is new might be missing. */
async function checkComplete(git: Git, base: string, head: string): Promise<void> {
  const border = await shallowBorder(git);
  if (border === null) return;
  const roots = (await gitText(git, ['rev-list', '--max-parents=0', head, `^${base}`])).split('\n');
  if (roots.some((id) => border.has(id))) throw missing('The range reaches the border of this shallow clone');
}

/** The commits whose parents were not fetched; null in a whole clone. */
async function shallowBorder(git: Git): Promise<ReadonlySet<string> | null> {
  const isShallow = (await gitText(git, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  if (!isShallow) return null;
  // Git itself takes them for roots; their own bytes name parents.
  const roots = (await gitText(git, ['rev-list', '--max-parents=0', '--all', 'HEAD', '--'])).split('\n');
  return new Set(roots.filter((id) => id !== ''));
}

function missing(what: string): CountersignError {
  return new CountersignError(
    'unknown-revision',
    `${what}: fetch the history, with git fetch --unshallow, or fetch-depth: 0 in the workflow.`,
  );
}
