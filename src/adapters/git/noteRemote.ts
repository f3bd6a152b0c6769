/**
 * Which remote notes are shared with.
 */
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';

/**
 * The remote that was named, or the one that `git push` would choose, or `origin`, or the only one.
 *
 * @throws CountersignError `bad-usage` when there is no such remote, or nothing says which one
 */
export async function noteRemote(git: Git, named: string | null): Promise<string> {
  const remotes = (await answer(git, ['remote'])).split('\n').filter((name) => name !== '');
  const chosen = named ?? (await configured(git));
  const list =
    remotes.length === 0 ? 'there is none: add one with git remote add' : `there is ${remotes.join(', ')}`;
  if (chosen !== null) {
    if (remotes.includes(chosen)) return chosen;
    throw new CountersignError('bad-usage', `There is no remote named ${chosen}; ${list}.`);
  }
  const [first, second] = remotes;
  if (remotes.includes('origin')) return 'origin';
  if (first !== undefined && second === undefined) return first;
  throw new CountersignError('bad-usage', `Nothing says which remote the notes are shared with; ${list}.`);
}

async function configured(git: Git): Promise<string | null> {
  const branch = await answer(git, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  const keys = [
    ...(branch === '' ? [] : [`branch.${branch}.pushRemote`]),
    'remote.pushDefault',
    ...(branch === '' ? [] : [`branch.${branch}.remote`]),
  ];
  for (const key of keys) {
    const value = await answer(git, ['config', '--get', key]);
    // A branch that follows a branch of the same repository has the remote ".".
    if (value !== '' && value !== '.') return value;
  }
  return null;
}

/** What git prints; '' when there is no such thing. */
async function answer(git: Git, args: readonly string[]): Promise<string> {
  const { code, stdout } = await git.run(args);
  return code === 0 ? textOf(stdout).trim() : '';
}
