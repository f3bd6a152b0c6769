/**
 * What a branch is compared with when nobody names a range: the branch that it will be merged into, as far as that can
 * be told.
 */
import { policyFileName } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readCommits } from './commits';
import { textOf } from './gitText';

const MAIN = ['main', 'master'];

/**
 * Full id of the first of these that there is: what the user named, the main branch of the remote, the upstream, the
 * main branch here, and the commit that brought the policy. Null: there is none of them.
 *
 * @param named revisions, first choice first
 */
export async function reviewBase(git: Git, named: readonly string[]): Promise<string | null> {
  const branch = await answer(git, ['symbolic-ref', '--quiet', 'HEAD']);
  const remote = (await answer(git, ['config', '--get', `branch.${branch.slice(11)}.remote`])) || 'origin';
  const remotes = [...new Set([remote, 'origin'])].filter((name) => name !== '.');
  const upstream = branch === '' ? '' : await answer(git, ['for-each-ref', '--format=%(upstream)', branch]);
  const candidates = [
    ...named,
    ...remotes.flatMap((name) => ['HEAD', ...MAIN].map((head) => `refs/remotes/${name}/${head}`)),
    ...(upstream === '' ? [] : [upstream]),
    ...MAIN.map((name) => `refs/heads/${name}`).filter((name) => name !== branch),
  ];
  const found = (await readCommits(git, candidates)).find((commit) => commit !== null);
  if (found) return found.id;
  const brought = ['rev-list', '--first-parent', 'HEAD', '--', `:(top,literal)${policyFileName}`];
  return (await answer(git, brought)).split('\n').at(-1) || null;
}

/** What git prints; '' when there is no such thing. */
async function answer(git: Git, args: readonly string[]): Promise<string> {
  const { code, stdout } = await git.run(args);
  return code === 0 ? textOf(stdout).trim() : '';
}
