/**
 * post-commit: writes the note of the new commit and takes what was committed out of the journals of writers that are
 * gone. Running editors see the commit themselves.
 */
import { join } from 'node:path';
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import type { Note } from '../../core/commit/noteModel';
import { renderNote } from '../../core/commit/renderNote';
import { withRecordsOf } from '../../core/commit/withRecordsOf';
import { linesOf } from '../../core/journal/originLines';
import type { FileVersion } from '../../core/journal/replay';
import { readCommits, type Commit } from '../../adapters/git/commits';
import { textOf } from '../../adapters/git/gitText';
import { writeNotes } from '../../adapters/git/noteStore';
import { readObjects } from '../../adapters/git/objects';
import { textIn } from '../../adapters/git/pendingOperation';
import { Provenance } from '../../adapters/git/provenance';
import { sha256 } from '../../adapters/node/sha256';
import { settleJournals } from '../../adapters/node/settleJournals';
import { markAnnotated, markGivenUp, takeEarlier } from './commitState';
import { withStates, type States } from '../../adapters/git/withStates';
import { readHookJournal, type HookContext } from './hookContext';
import { loadFormer } from './loadFormer';
import { readHookSettings } from './hookSettings';

export async function postCommit(context: HookContext): Promise<void> {
  const { git, repository, budget } = context;
  const earlierIds = await takeEarlier(repository);
  const [settings, [head, stash, ...earlier], journal] = await Promise.all([
    readHookSettings(git),
    readCommits(git, ['HEAD', 'refs/stash', ...earlierIds]),
    readHookJournal(context),
  ]);
  if (settings.timeout !== null) budget.allow(settings.timeout);
  if (!settings.enabled || !head) return;
  const known = earlier.filter((commit) => commit !== null);
  const program = known.length === 0 ? null : loadFormer(context);
  const former = (await program?.statesOfNotes(git, known)) ?? new Map<string, States>();
  const files = [...former.values()].reduce(withStates, journal.files);
  const provenance = new Provenance(git, repository.root, { files, criticalRuleOf: () => null });
  const notes = (await program?.parsedNotes(git, [...former.keys()])) ?? new Map<string, Note>();
  const ai = await annotate(context, head, provenance, [...notes.values()]);
  const [replaced] = earlier;
  const isAmended = replaced?.id !== head.id && replaced?.parents.join() === head.parents.join();
  if (isAmended && aiLines(former.get(replaced.id)) > (ai ?? 0))
    await context.attempt(markGivenUp(repository));
  budget.check();
  await context.attempt(settle(context, head, [...journal.files.keys()], Boolean(stash)));
  if (ai !== null) await context.attempt(markAnnotated(repository, head));
}

/** Whether a file has all that is known of a version, as after work was taken out of a stash again. */
function standsIn(file: string, version: FileVersion): boolean {
  const lines = new Set(textIn(file).split('\n'));
  return linesOf(version).every(({ text, parts }) => parts.length === 0 || lines.has(text));
}

/** Writes the note; how many lines of an AI it tells of, null when there is none to write. */
async function annotate(
  context: HookContext,
  head: Commit,
  provenance: Provenance,
  earlier: readonly Note[],
): Promise<number | null> {
  const { git } = context;
  const { attribution, files } = await provenance.commit(head);
  const { ai } = attribution;
  if (ai + attribution.mixed === 0) return null;
  const { note, problems } = buildNote({
    files,
    commit: head.id,
    humanAuthor: head.committer,
    version,
    sha256,
  });
  for (const problem of problems) context.say(problem);
  if (note === null) return null;
  const former = [...earlier].reverse();
  const identity = `${head.committer} ${head.committerDate}`;
  await writeNotes(git, [{ commit: head.id, text: renderNote(withRecordsOf(note, former)) }], identity);
  return ai;
}

/** What a note attests has one span for each line. */
function aiLines(states: States = new Map()): number {
  const spans = [...states.values()].flat().flatMap((state) => state.spans);
  return spans.filter(({ origin }) => origin.author === 'ai').length;
}

async function settle(
  { git, repository }: HookContext,
  head: Commit,
  paths: readonly string[],
  hasStash: boolean,
): Promise<void> {
  const objects = await readObjects(
    git,
    paths.map((path) => `${head.id}:${path}`),
  );
  const committed = new Map(paths.map((path, index) => [path, objects[index]?.content ?? null]));
  await settleJournals(
    repository.stateDir,
    async (path) => {
      const content = committed.get(path);
      return content ? textOf(content) : null;
    },
    (path, version) => hasStash || standsIn(join(repository.root, path), version),
  );
}
