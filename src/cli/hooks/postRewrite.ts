/**
 * post-rewrite: notes follow the commits that a rebase made anew. The notes of the former commits stay.
 */
import { text } from 'node:stream/consumers';
import { parseRewrites } from '../../core/commit/rewrites';
import type { NoteToWrite } from '../../adapters/git/noteStore';
import { sparing } from '../../adapters/git/sparing';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { loadCarried } from './loadCarried';
import { undoGitsCopies } from './undoGitsCopies';

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
