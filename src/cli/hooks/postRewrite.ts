/**
 * post-rewrite: notes follow the commits that a rebase made anew. The notes of the former commits stay.
 */
import { text } from 'node:stream/consumers';
import { NOTES_REF } from '../../core/commit/noteModel';
import { parseRewrites } from '../../core/commit/rewrites';
import { readCommits } from '../../adapters/git/commits';
import { gitText } from '../../adapters/git/gitText';
import { readNotes, type NoteToWrite } from '../../adapters/git/noteStore';
import { sparing } from '../../adapters/git/sparing';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { loadCarried } from './loadCarried';

/** Milliseconds. A rebase of many commits takes long itself. */
const LEAST_BUDGET = 20_000;

export async function postRewrite(context: HookContext): Promise<void> {
  const { args, budget } = context;
  // Notes that are not here, of a partial clone whose remote is gone, must not cost the others.
  const git = sparing(context.git, true);
  const [settings, told] = await Promise.all([readHookSettings(context), text(process.stdin)]);
  if (!settings.enabled) return;
  budget.allow(Math.max(LEAST_BUDGET, settings.timeout ?? 0));
  const rewrites = parseRewrites(told);
  const undone = await undoGitsCopies(context, [...rewrites.keys()]);
  const isRebase = args[0] === 'rebase';
  // An amended commit has its note from post-commit, which knows more; only where git copied another is there work.
  if (!isRebase && !undone) return;
  const { annotatedRewrites, carriedNotes, writeCarried } = loadCarried();
  const { annotated: all, notes } = await annotatedRewrites(git, rewrites);
  const annotated = all.filter(([after]) => isRebase || !notes.has(after));
  if (annotated.length === 0) return;

  const made: NoteToWrite[] = [];
  let left = annotated.length;
  for await (const note of carriedNotes({ ...context, git }, annotated, notes)) {
    if (note !== null) made.push(note);
    left--;
    if (budget.left < LEAST_BUDGET / 10) break;
  }
  await writeCarried(context, made);
  if (left > 0)
    context.say(`the time was over before the notes of all commits were carried on: ${left} have none yet.`);
}

/**
 * Where `notes.rewriteRef` covers our notes, git has just copied those of the former commits, as they stand, over or
 * behind what our hooks wrote. What we wrote is in the notes before that, and is put back.
 * See https://git-scm.com/docs/git-config#Documentation/git-config.txt-notesrewriteRef
 *
 * @param commits those that were made anew
 * @returns whether there was such a copy
 */
async function undoGitsCopies(context: HookContext, commits: readonly string[]): Promise<boolean> {
  const { git } = context;
  const [tip] = await readCommits(git, [NOTES_REF]);
  const [parent, ...others] = tip?.parents ?? [];
  const isCopy = /^Notes added by 'git (?:commit --amend|rebase|notes copy)'\n?$/.test(tip?.message ?? '');
  if (!isCopy || parent === undefined || others.length > 0) return false;
  const [now, then] = await Promise.all([readNotes(git, commits), readNotes(git, commits, parent)]);
  const copied = commits.filter((id) => now.get(id) !== then.get(id));
  const made = copied.filter((id) => !then.has(id));
  if (made.length > 0) await gitText(git, ['notes', `--ref=${NOTES_REF}`, 'remove', ...made]);
  await loadCarried().writeCarried(
    context,
    copied.flatMap((commit) => {
      const text = then.get(commit);
      return text === undefined ? [] : [{ commit, text }];
    }),
  );
  return copied.length > 0;
}
