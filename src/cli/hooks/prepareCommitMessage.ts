/**
 * prepare-commit-msg: writes into the message who wrote the staged lines. A commit without AI text gets nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deletionsTold } from '../../core/commit/deletionsTold';
import { placeTrailers } from '../../core/commit/message';
import { renderTrailers } from '../../core/commit/trailers';
import { readCommits } from '../../adapters/git/commits';
import { isAmend, isPlainCommit } from './amendDetection';
import { askForMessageCheck, rememberEarlier } from './commitState';
import { statesOfNote, withStates } from '../../adapters/git/notedStates';
import { readHookJournal, type HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { judgeStaged } from './judgeStaged';
import { loadPolicy } from './loadPolicy';
import { editMessage } from './messageFile';
import { messageOptions } from './messageOptions';
import { forgetPreparedNote, leavePreparedNote } from './preparedNote';

export async function prepareCommitMessage(context: HookContext): Promise<void> {
  const { git, repository, budget, args } = context;
  const [file, source, reused] = args;
  if (file === undefined) return;
  const clues = { source, reused, ...context.clues() };
  const plain = isPlainCommit(clues);
  const [settings, [head = null, named = null], journal, policy] = await Promise.all([
    readHookSettings(git),
    // A plain commit is judged against HEAD, whatever that is.
    plain ? [] : readCommits(git, ['HEAD', source === 'commit' ? (reused ?? 'HEAD') : 'HEAD']),
    readHookJournal(context),
    loadPolicy(repository.root),
    forgetPreparedNote(repository),
  ]);
  if (settings.timeout !== null) budget.allow(settings.timeout);
  if (!settings.enabled) return;
  for (const problem of [...journal.problems, policy.problem]) if (problem !== null) context.say(problem);

  const amends = isAmend(clues, head);
  const earlier = amends ? head : source === 'commit' ? named : null;
  const noted = earlier === null ? null : await statesOfNote(git, earlier);
  await rememberEarlier(repository, noted === null ? null : (earlier?.id ?? null));
  budget.check();

  const files = noted === null ? journal.files : withStates(journal.files, noted);
  const knowledge = { files, criticalRuleOf: policy.criticalRuleOf };
  const parents = amends ? (head?.parents ?? []) : parentsToBe(context, plain ? 'HEAD' : (head?.id ?? null));
  const { result, raw } = await judgeStaged(context, knowledge, parents);
  const { attribution } = result;
  budget.check();

  if (raw !== null && journal.running && context.gitPid !== null) {
    const committer = settings.committer(context.environment);
    await leavePreparedNote(repository, { result, raw, committer, pid: context.gitPid });
  }
  // A note does not keep which lines an AI deleted; the trailers of the same commit keep how many.
  const told = noted === null ? 0 : deletionsTold(earlier?.message ?? '');
  const deletedByAi = Math.max(attribution.deletedByAi, told);
  const trailers = renderTrailers({ ...attribution, deletedByAi }, settings.trailerStyle);
  // Trailers of a reused message are only ours to remove when its note lets us say that they no longer hold.
  if (trailers.length === 0 && noted === null) return;
  const options = messageOptions(context, settings);
  let template = '';
  await editMessage(file, (message, encode) => {
    if (source === 'template') template = message;
    const encoded = { ...options, commentPrefix: encode(options.commentPrefix) };
    return placeTrailers(message, trailers.map(encode), encoded);
  });
  if (options.editor && trailers.length > 0) await askForMessageCheck(repository, template);
}

/** Names of the parents of the commit that is being made. */
function parentsToBe({ repository }: HookContext, head: string | null): readonly string[] {
  return head === null ? [] : [head, ...linesOf(join(repository.gitDir, 'MERGE_HEAD'))];
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
