/**
 * What the commands about a whole history start with.
 */
import { findRepository } from '../adapters/git/repository';
import { readHistory, revisionsOf } from '../adapters/git/history';
import type { CommitProvenance } from '../core/history/commitProvenance';
import type { CommandContext } from './command';

/**
 * The commits of a range, newest first, a handful at a time. Ends early when nobody reads the answer any longer.
 *
 * @param range null: everything that HEAD has
 * @throws CountersignError `not-a-repository`, `unknown-revision`; `git-failed` while it is read
 */
export async function historyOf(
  context: CommandContext,
  range: string | null,
): Promise<AsyncIterable<readonly CommitProvenance[]>> {
  const repository = await findRepository(context.gitIn(context.directory), context.directory);
  const git = context.gitIn(repository.root);
  return whileRead(context, readHistory(git, await revisionsOf(git, range)));
}

async function* whileRead(
  { output }: CommandContext,
  history: AsyncIterable<readonly CommitProvenance[]>,
): AsyncGenerator<readonly CommitProvenance[], void, undefined> {
  for await (const commits of history) {
    yield commits;
    if ((await output.ready?.()) === false) return;
  }
}
