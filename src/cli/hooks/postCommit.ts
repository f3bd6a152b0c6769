/**
 * post-commit: writes the note of the new commit and takes what was committed out of the journals of writers that are
 * gone. Running editors see the commit themselves.
 */
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import { renderNote } from '../../core/commit/renderNote';
import { readCommits, type Commit } from '../../adapters/git/commits';
import { textOf } from '../../adapters/git/gitText';
import { writeNote } from '../../adapters/git/noteStore';
import { readObjects } from '../../adapters/git/objects';
import { Provenance } from '../../adapters/git/provenance';
import { sha256 } from '../../adapters/node/sha256';
import { settleJournals } from '../../adapters/node/settleJournals';
import { markAnnotated, takeEarlier } from './commitState';
import { statesOfNote, withStates } from '../../adapters/git/notedStates';
import { readHookJournal, type HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';

export async function postCommit(context: HookContext): Promise<void> {
  const { git, repository, budget } = context;
  const earlierId = await takeEarlier(repository);
  const [settings, [head, earlier], journal] = await Promise.all([
    readHookSettings(git),
    readCommits(git, ['HEAD', ...(earlierId === null ? [] : [earlierId])]),
    readHookJournal(context),
  ]);
  if (settings.timeout !== null) budget.allow(settings.timeout);
  if (!settings.enabled || !head) return;
  const noted = earlier ? await statesOfNote(git, earlier) : null;
  const files = noted === null ? journal.files : withStates(journal.files, noted);
  await annotate(context, head, new Provenance(git, repository.root, { files, criticalRuleOf: () => null }));
  budget.check();
  await settle(context, head, [...journal.files.keys()]);
}

async function annotate(context: HookContext, head: Commit, provenance: Provenance): Promise<void> {
  const { git, repository } = context;
  const { attribution, files } = await provenance.commit(head);
  if (attribution.ai + attribution.mixed === 0) return;
  const { note, problems } = buildNote({
    files,
    commit: head.id,
    humanAuthor: head.committer,
    version,
    sha256,
  });
  for (const problem of problems) context.say(problem);
  if (note === null) return;
  const identity = `${head.committer} ${head.committerDate}`;
  await writeNote(git, { commit: head.id, text: renderNote(note), identity });
  await markAnnotated(repository, head.authorDate);
}

async function settle(
  { git, repository }: HookContext,
  head: Commit,
  paths: readonly string[],
): Promise<void> {
  const objects = await readObjects(
    git,
    paths.map((path) => `${head.id}:${path}`),
  );
  const committed = new Map(paths.map((path, index) => [path, objects[index]?.content ?? null]));
  await settleJournals(repository.stateDir, async (path) => {
    const content = committed.get(path);
    return content ? textOf(content) : null;
  });
}
