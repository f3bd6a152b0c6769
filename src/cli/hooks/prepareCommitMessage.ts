/**
 * prepare-commit-msg: writes into the message who wrote the staged lines. A commit without AI text gets nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeTrailers } from '../../core/commit/message';
import { parseProvenanceTrailers } from '../../core/commit/parseTrailers';
import { renderTrailers } from '../../core/commit/trailers';
import { readCommits, type Commit } from '../../adapters/git/commits';
import { Provenance } from '../../adapters/git/provenance';
import { isAmend } from './amendDetection';
import { askForMessageCheck, rememberEarlier } from './commitState';
import { statesOfNote, withStates } from '../../adapters/git/notedStates';
import { readHookJournal, type HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { loadPolicy } from './loadPolicy';
import { editMessage } from './messageFile';
import { messageOptions } from './messageOptions';

export async function prepareCommitMessage(context: HookContext): Promise<void> {
  const { git, repository, budget, args } = context;
  const [file, source, reused] = args;
  if (file === undefined) return;
  const [settings, [head = null, named = null], journal, policy] = await Promise.all([
    readHookSettings(git),
    readCommits(git, ['HEAD', source === 'commit' && reused !== undefined ? reused : 'HEAD']),
    readHookJournal(context),
    loadPolicy(repository.root),
  ]);
  if (settings.timeout !== null) budget.allow(settings.timeout);
  if (!settings.enabled) return;
  for (const problem of [...journal.problems, policy.problem]) if (problem !== null) context.say(problem);

  const amends = isAmend({ source, reused, ...context.clues() }, head);
  const earlier = amends ? head : source === 'commit' ? named : null;
  const noted = earlier === null ? null : await statesOfNote(git, earlier);
  await rememberEarlier(repository, noted === null ? null : (earlier?.id ?? null));
  budget.check();

  const files = noted === null ? journal.files : withStates(journal.files, noted);
  const provenance = new Provenance(git, repository.root, { files, criticalRuleOf: policy.criticalRuleOf });
  const { attribution } = await provenance.staged(parentsToBe(context, head, amends));
  budget.check();

  const deletedByAi = Math.max(attribution.deletedByAi, noted === null ? 0 : deletionsTold(earlier));
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

/** A note does not keep which lines an AI deleted; the trailers of the same commit keep how many. */
function deletionsTold(earlier: Commit | null): number {
  const { provenance } = parseProvenanceTrailers(earlier?.message ?? '');
  return provenance.find(({ body }) => !body)?.deletedByAi ?? 0;
}

/** The parents of the commit that is being made. */
function parentsToBe({ repository }: HookContext, head: Commit | null, amends: boolean): readonly string[] {
  if (head === null) return [];
  return amends ? head.parents : [head.id, ...linesOf(join(repository.gitDir, 'MERGE_HEAD'))];
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
