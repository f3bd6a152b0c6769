/**
 * post-commit: writes the note of the new commit and takes what was committed out of the journals of writers that are
 * gone. Running editors see the commit themselves.
 */
import { join } from 'node:path';
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import { NOTES_REF, type Note } from '../../core/commit/noteModel';
import { renderNote } from '../../core/commit/renderNote';
import { withRecordsOf } from '../../core/commit/withRecordsOf';
import { linesOf } from '../../core/journal/originLines';
import type { FileVersion } from '../../core/journal/replay';
import { readPatch } from '../../adapters/git/changes';
import { readCommits, type Commit } from '../../adapters/git/commits';
import { textOf } from '../../adapters/git/gitText';
import type { Noted } from '../../adapters/git/notedStates';
import { writeNotes } from '../../adapters/git/noteStore';
import { readObjects } from '../../adapters/git/objects';
import { textIn } from '../../adapters/git/pendingOperation';
import { Provenance } from '../../adapters/git/provenance';
import { sha256 } from '../../adapters/node/sha256';
import { settleJournals } from '../../adapters/node/settleJournals';
import { begun } from './begun';
import { markAnnotated, markGivenUp, takeEarlier } from './commitState';
import { withStates, type States } from '../../adapters/git/withStates';
import { readHookJournal, type HookContext } from './hookContext';
import { loadFormer } from './loadFormer';
import { readHookSettings } from './hookSettings';

export async function postCommit(context: HookContext): Promise<void> {
  const { git, repository, budget } = context;
  const patch = begun(readPatch(git, { kind: 'only-parent', commit: 'HEAD' }));
  const earlierIds = await takeEarlier(repository);
  const [settings, [head, stash, notes = null, ...earlier], journal] = await Promise.all([
    readHookSettings(git),
    readCommits(git, ['HEAD', 'refs/stash', NOTES_REF, ...earlierIds]),
    readHookJournal(context),
  ]);
  if (settings.timeout !== null) budget.allow(settings.timeout);
  if (!settings.enabled || !head) return;
  const known = earlier.filter((commit) => commit !== null);
  const program = known.length === 0 ? null : loadFormer(context);
  const former = (await program?.readNoted(git, known)) ?? new Map<string, Noted>();
  const files = [...former.values()].map(({ states }) => states).reduce(withStates, journal.files);
  const provenance = new Provenance(git, repository.root, { files, criticalRuleOf: () => null });
  const earlierNotes = [...former.values()].map(({ note }) => note);
  const ai = await annotate(context, head, { provenance, patch, earlier: earlierNotes, tip: notes?.id ?? null });
  const [replaced] = earlier;
  const isAmended = replaced?.id !== head.id && replaced?.parents.join() === head.parents.join();
  if (isAmended && aiLines(former.get(replaced.id)?.states) > (ai ?? 0))
    await context.attempt(markGivenUp(repository));
  budget.check();
  if (journal.hasGone)
    await context.attempt(settle(context, head, [...journal.files.keys()], Boolean(stash)));
  if (ai !== null) await context.attempt(markAnnotated(repository, head));
}

/** Whether a file has all that is known of a version, as after work was taken out of a stash again. */
function standsIn(file: string, version: FileVersion): boolean {
  const lines = new Set(textIn(file).split('\n'));
  return linesOf(version).every(({ text, parts }) => parts.length === 0 || lines.has(text));
}

/** From what a note is made. */
interface Sources {
  readonly provenance: Provenance;
  /** Of what was HEAD a moment ago. */
  readonly patch: Promise<Uint8Array>;
  readonly earlier: readonly Note[];
  /** The commit that the notes' ref is at. */
  readonly tip: string | null;
}

/** Writes the note; how many lines of an AI it tells of, null when there is none to write. */
async function annotate(
  context: HookContext,
  head: Commit,
  { provenance, patch, earlier, tip }: Sources,
): Promise<number | null> {
  const { git } = context;
  const { attribution, files } = await provenance.commit(
    head,
    isOnlyPatchOf(head, await patch.catch(() => null)) ? patch : undefined,
  );
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
  await writeNotes(git, [{ commit: head.id, text: renderNote(withRecordsOf(note, former)) }], identity, tip);
  return ai;
}

/** The patch begins with the id of its commit; of a merge there is no single one. */
function isOnlyPatchOf({ id, parents }: Commit, patch: Uint8Array | null): boolean {
  return (
    patch !== null &&
    parents.length === 1 &&
    Buffer.from(patch.subarray(0, id.length + 1)).toString() === `${id}\n`
  );
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
