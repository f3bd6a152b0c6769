/**
 * What a branch is compared with when nobody names a range: the branch that it will be merged into, as far as that can
 * be told.
 */
import { policyFileName } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readCommits } from './commits';
import { textOf } from './gitText';

const MAIN = ['main', 'master'];
const LOCAL = MAIN.map((name) => `refs/heads/${name}`);

/**
 * Full id of the first of these that there is: what the user named, the main branch of the remote, the upstream, the
 * main branch here, and the commit that brought the policy. Null: there is none of them.
 *
 * @param named revisions, first choice first
 */
export async function reviewBase(git: Git, named: readonly string[]): Promise<string | null> {
  const branch = await answer(git, ['symbolic-ref', '--quiet', 'HEAD']);
  const upstream = branch === '' ? '' : await answer(git, ['for-each-ref', '--format=%(upstream)', branch]);
  const found = await firstOf(git, [
    ...named,
    ...(await remoteMains(git, branch)),
    ...(upstream === '' ? [] : [upstream]),
    ...LOCAL.filter((name) => name !== branch),
  ]);
  if (found !== null) return found;
  const brought = ['rev-list', '--first-parent', 'HEAD', '--', `:(top,literal)${policyFileName}`];
  return (await answer(git, brought)).split('\n').at(-1) || null;
}

/**
 * Full id of the main branch that a commit is going to be merged into. Null: there is none, or it has the commit already.
 *
 * @param named as above
 * @param commit full id
 */
export async function mainBeyond(git: Git, named: readonly string[], commit: string): Promise<string | null> {
  const branch = await answer(git, ['symbolic-ref', '--quiet', 'HEAD']);
  const base = await firstOf(git, [...named, ...(await remoteMains(git, branch)), ...LOCAL]);
  if (base === null) return null;
  return (await git.run(['merge-base', '--is-ancestor', commit, base])).code === 0 ? null : base;
}

async function remoteMains(git: Git, branch: string): Promise<string[]> {
  const remote = (await answer(git, ['config', '--get', `branch.${branch.slice(11)}.remote`])) || 'origin';
  const remotes = [...new Set([remote, 'origin'])].filter((name) => name !== '.');
  return remotes.flatMap((name) => ['HEAD', ...MAIN].map((head) => `refs/remotes/${name}/${head}`));
}

async function firstOf(git: Git, revisions: readonly string[]): Promise<string | null> {
  return (await readCommits(git, revisions)).find((commit) => commit !== null)?.id ?? null;
}

/** What git prints; '' when there is no such thing. */
async function answer(git: Git, args: readonly string[]): Promise<string> {
  const { code, stdout } = await git.run(args);
  return code === 0 ? textOf(stdout).trim() : '';
}
