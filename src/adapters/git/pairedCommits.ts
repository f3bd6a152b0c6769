/**
 * Which commits of one range are those of another made anew, where nothing has kept a list: those that change the same,
 * and those that `git range-diff` takes for the same with changes.
 */
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { readCommit } from './commits';
import { gitText } from './gitText';
import { patchIds } from './patchId';

/** Of each range. Git compares each commit of one with each of the other, all in memory. */
const MOST = 4000;
/** ` 1:  <id> ! 12:  <id> subject`: `=` and `!` stand between commits that belong together. */
const PAIR = /^ *\d+: +([0-9a-f]{40,}) [=!] +\d+: +([0-9a-f]{40,}) /gm;

interface Ends {
  readonly base: string | null;
  readonly tip: string;
}

export interface PairedCommits {
  /** All that the former range has, merges too. */
  readonly former: readonly string[];
  /** New commit → the one that it was made of. Merges are not compared. */
  readonly pairs: ReadonlyMap<string, readonly string[]>;
}

/**
 * Pairs two ranges, each given as `<base>..<tip>`, or as a tip for all that the other one does not have.
 *
 * @throws CountersignError `unknown-revision`, and `bad-usage` for ranges that are too long
 */
export async function pairedCommits(git: Git, former: string, current: string): Promise<PairedCommits> {
  const [old, now] = [await endsOf(git, former), await endsOf(git, current)];
  const ranges = [`${old.base ?? now.tip}..${old.tip}`, `${now.base ?? old.tip}..${now.tip}`];
  const listed: string[][] = [];
  for (const range of ranges)
    listed.push((await gitText(git, ['rev-list', '--topo-order', range, '--'])).split('\n').filter(Boolean));
  const [before = [], after = []] = listed;
  if (Math.max(before.length, after.length) > MOST)
    throw new CountersignError(
      'bad-usage',
      `${before.length} and ${after.length} commits are too many to compare, ${MOST} are the most: name parts of both, as in ${former}~${MOST}..${former}.`,
    );
  if (before.length === 0 || after.length === 0) return { former: before, pairs: new Map() };
  const ids = await patchIds(git, [...before, ...after]);
  const [was, is] = [groupsOf(before, ids), groupsOf(after, ids)];
  const pairs = new Map<string, string[]>();
  for (const [change, olds] of was) {
    const news = is.get(change) ?? [];
    // Of several that change the same, as where an AI's lines were typed once more, only their order tells which is which.
    if (news.length === olds.length) news.forEach((id, index) => pairs.set(id, olds.slice(index, index + 1)));
  }
  const options = ['--no-patch', '--no-color', '--no-notes'];
  const told = await gitText(git, ['-c', 'core.abbrev=no', 'range-diff', ...options, ...ranges]);
  for (const [, one = '', other = ''] of told.matchAll(PAIR))
    if (!is.has(ids.get(one) ?? '') && !was.has(ids.get(other) ?? '')) pairs.set(other, [one]);
  return { former: before, pairs };
}

/** Commits by what they change, in their order. */
function groupsOf(commits: readonly string[], ids: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const commit of commits) {
    const id = ids.get(commit);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), commit]);
  }
  return groups;
}

async function endsOf(git: Git, range: string): Promise<Ends> {
  const [, base = '', tip = ''] = /^(.+?)\.\.(.*)$/.exec(range) ?? [];
  if (base === '') return { base: null, tip: (await readCommit(git, range)).id };
  return { base: (await readCommit(git, base)).id, tip: (await readCommit(git, tip || 'HEAD')).id };
}
