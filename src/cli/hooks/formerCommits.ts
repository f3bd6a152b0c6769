/**
 * Which earlier commits have, or had, lines of the commit that is being made, so that their notes speak of it: the one
 * that it replaces or copies, those that are squashed into it, those that a reset or an amend took back, those whose
 * lines a revert or a conflict brings back, and those that may have been picked without a word of which they were.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import type { Commit } from '../../adapters/git/commits';
import { readCommits } from '../../adapters/git/commits';
import { textOf } from '../../adapters/git/gitText';
import { ownName } from '../../adapters/git/ownNames';
import { conflictedPaths, squashedCommits, textIn } from '../../adapters/git/pendingOperation';
import type { Repository } from '../../adapters/git/repository';
import { sparing } from '../../adapters/git/sparing';
import { takenBackTips } from './formerReason';
import { rebasedFrom } from './rebasedFrom';

/** What is known of the running commit. */
export interface RunningCommit {
  /** Second and third argument of prepare-commit-msg. */
  readonly source: string | undefined;
  readonly reused: string | undefined;
  readonly head: Commit | null;
  readonly amends: boolean;
}

/** So many commits of each kind are looked at. */
const MOST = 50;
/** By so many files of a reverted commit, or in conflict. */
const MOST_PATHS = 500;
/** So many commits back files are followed: through a long history it would take longer than a commit may wait. */
const FARTHEST = 5000;
const ANY_BRANCH = ['--branches', '--tags', '--remotes'];
const ID = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;

/** Others: newest first. */
export interface FormerCommits {
  /**
   * Those whose one change is made again, with the message: by an amend, by picking it, where a rebase stands still. Of a
   * commit that a rebase has just made, both it and the one that it was made of: only the latter has a note.
   */
  readonly copied: readonly Commit[];
  readonly others: readonly Commit[];
  /** A reset took some of them back, so the next commits may have lines of them as well. */
  readonly hasTakenBack: boolean;
}

export async function formerCommits(
  git: Git,
  repository: Repository,
  { source, reused, head, amends }: RunningCommit,
): Promise<FormerCommits> {
  const copied = await copiedName(git, repository, source, reused);
  const rebased = await rebasedFrom(git, repository, amends ? (head?.id ?? null) : null);
  const again = [...(amends || copied === null ? [] : [copied]), ...(rebased.isOne ? rebased.names : [])];
  const copies = [amends ? head : null, ...(await readCommits(git, again))];
  const { taken, byReset } = await takenBack(git, repository);
  const squashed = squashedCommits(repository.gitDir);
  const theirs = rebased.names[0] ?? copied ?? squashed[0];
  const names = [
    ...(rebased.isOne ? [] : rebased.names),
    ...squashed,
    ...(await broughtIn(git, repository, theirs)),
    ...taken,
  ];
  const others = await readCommits(git, [...new Set(names)].slice(0, 2 * MOST));
  return { copied: copies.filter(isThere), others: others.filter(isThere), hasTakenBack: byReset };
}

function isThere(commit: Commit | null): commit is Commit {
  return commit !== null;
}

async function copiedName(
  git: Git,
  { gitDir }: Repository,
  source: string | undefined,
  reused: string | undefined,
): Promise<string | null> {
  if (source === 'commit') return reused ?? null;
  // A rebase picks commits too: post-rewrite carries their notes on.
  if (rebases(gitDir)) return null;
  return (await ownName(git, gitDir, 'CHERRY_PICK_HEAD')) === '' ? null : 'CHERRY_PICK_HEAD';
}

function rebases(gitDir: string): boolean {
  return existsSync(join(gitDir, 'rebase-merge')) || existsSync(join(gitDir, 'rebase-apply'));
}

/**
 * Git leaves the message of what it brought in. Of a revert it names the commit: what that one removed stands in earlier
 * ones that changed the same files. Where there is a conflict git shows their whole stretch of lines, also of such as
 * stood there before what is picked, and are gone on our side. Of what `cherry-pick --no-commit` took it says nothing,
 * so any commit of another branch may be meant.
 *
 * @param theirs the commit that is picked, or the last of those that are squashed, where git names it
 */
async function broughtIn(git: Git, { gitDir }: Repository, theirs: string | undefined): Promise<string[]> {
  const message = textIn(join(gitDir, 'MERGE_MSG'));
  if (message === '' || existsSync(join(gitDir, 'MERGE_HEAD'))) return [];
  const conflicts = conflictedPaths(message);
  const before = theirs === undefined ? [] : await changedBefore(git, [theirs], conflicts);
  if (rebases(gitDir)) return before;
  const reverted =
    /^This reverts commit ([0-9a-f]{40,64})\b/m.exec(message)?.[1] ??
    (await ownName(git, gitDir, 'REVERT_HEAD'));
  if (ID.test(reverted)) {
    const changed = await listed(
      git,
      ['diff-tree', '-r', '-z', '--name-only', '--no-commit-id', reverted],
      '\0',
    );
    return [...(await changedBefore(git, [`${reverted}^`], changed)), ...before];
  }
  if (theirs !== undefined) return before;
  return [
    ...(await listed(git, ['rev-list', `--max-count=${MOST}`, ...ANY_BRANCH, '--not', 'HEAD', '--'])),
    ...(await changedBefore(git, ANY_BRANCH, conflicts)),
  ];
}

/** The commits that changed these files, up to the given ones. */
async function changedBefore(
  git: Git,
  commits: readonly string[],
  paths: readonly string[],
): Promise<string[]> {
  if (paths.length === 0) return [];
  const [border] = await listed(git, ['rev-list', '--max-count=1', `--skip=${FARTHEST}`, ...commits, '--']);
  const range = [...commits, ...(border === undefined ? [] : [`^${border}`])];
  const named = paths.slice(0, MOST_PATHS).map((path) => `:(top,literal)${path}`);
  // A clone that lacks directories would fetch them one by one.
  return listed(sparing(git, false), ['rev-list', `--max-count=${MOST}`, ...range, '--', ...named]);
}

async function listed(git: Git, args: readonly string[], separator = '\n'): Promise<string[]> {
  const { code, stdout } = await git.run(args);
  return code === 0 ? textOf(stdout).split(separator).filter(Boolean) : [];
}

/** What the last resets and amends took away from HEAD. */
async function takenBack(
  git: Git,
  repository: Repository,
): Promise<{ taken: readonly string[]; byReset: boolean }> {
  const { tips, byReset } = await takenBackTips(git, repository.gitDir);
  if (tips.length === 0) return { taken: [], byReset: false };
  const taken = await listed(git, ['rev-list', `--max-count=${MOST}`, ...tips, '^HEAD', '--']);
  return { taken, byReset: byReset && taken.length > 0 };
}
