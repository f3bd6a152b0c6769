/**
 * post-commit: writes the note of the new commit and takes what was committed out of the journals of writers that are
 * gone. Running editors see the commit themselves.
 */
import type { AttributedFile } from '../../core/commit/attribute';
import { NOTES_REF, type Note } from '../../core/commit/noteModel';
import { readPatch } from '../../adapters/git/changes';
import { readCommits, type Commit } from '../../adapters/git/commits';
import type { Noted } from '../../adapters/git/notedStates';
import { writeNotes } from '../../adapters/git/noteStore';
import { Provenance } from '../../adapters/git/provenance';
import { textsOf } from '../../adapters/git/textsOf';
import { settleJournals } from '../../adapters/node/settleJournals';
import { begun } from './begun';
import { markAnnotated, markGivenUp, takeEarlier } from '../../adapters/git/commitState';
import { withStates, type States } from '../../adapters/git/withStates';
import { readHookJournal, type HookContext } from './hookContext';
import { loadFormer } from './loadFormer';
import { loadNote } from './loadNote';
import { readHookSettings } from './hookSettings';
import { comingBack } from './standsIn';
import { takeStagedAccount, type StagedAccount } from './stagedAccount';

const LINE_FEED = 10;

export async function postCommit(context: HookContext): Promise<void> {
  const { git, repository, budget } = context;
  const patch = begun(readPatch(git, { kind: 'only-parent', commit: 'HEAD' }));
  const earlierIds = await takeEarlier(repository);
  const account = takeStagedAccount(context);
  const [settings, [head, stash, tip = null, ...earlier], read] = await Promise.all([
    readHookSettings(context),
    readCommits(git, ['HEAD', 'refs/stash', NOTES_REF, ...earlierIds]),
    account === null ? readHookJournal(context) : null,
  ]);
  if (!settings.enabled || !head) return;
  const known = earlier.filter((commit) => commit !== null);
  const program = known.length === 0 ? null : loadFormer(context);
  const former = (await program?.readNoted(git, known)) ?? new Map<string, Noted>();
  const own = isOnlyPatchOf(head, await patch.catch(() => null)) ? patch : undefined;
  const told = former.size === 0 && (await isOf(account, own)) ? account : null;
  const journal = told === null ? (read ?? (await readHookJournal(context))) : null;
  const files = told?.files ?? (await attributed(context, head, own, former, journal?.files ?? new Map()));
  const notes = [...former.values()].map(({ note }) => note);
  const ai = await annotate(context, head, files, notes, tip?.id ?? null);
  const [replaced] = earlier;
  const isAmended = replaced?.id !== head.id && replaced?.parents.join() === head.parents.join();
  if (isAmended && aiLines(former.get(replaced.id)?.states) > (ai ?? 0))
    await context.attempt(markGivenUp(repository));
  budget.check();
  if (told?.hasGone === true || (journal?.gone.length ?? 0) > 0)
    await context.attempt(settle(context, head, Boolean(stash)));
  if (ai !== null) await context.attempt(markAnnotated(repository, head));
}

/** Who wrote the added lines of the commit, from journal and earlier notes. */
async function attributed(
  { git, repository }: HookContext,
  head: Commit,
  patch: Promise<Uint8Array> | undefined,
  former: ReadonlyMap<string, Noted>,
  journal: States,
): Promise<readonly AttributedFile[]> {
  const files = [...former.values()].map(({ states }) => states).reduce(withStates, journal);
  const provenance = new Provenance(git, repository.root, { files });
  return (await provenance.commit(head, patch)).files;
}

/**
 * Writes the note; how many lines of an AI it tells of, null when there is none to write.
 *
 * @param tip the commit that the ref of the notes is at
 */
async function annotate(
  context: HookContext,
  head: Commit,
  files: readonly AttributedFile[],
  earlier: readonly Note[],
  tip: string | null,
): Promise<number | null> {
  const lines = files.flatMap((file) => [...file.lines.values()]);
  if (!lines.some(({ author, mixed }) => author === 'ai' || mixed)) return null;
  const { text, problems } = loadNote().noteText({
    ...{ files, earlier },
    ...{ commit: head.id, committer: head.committer },
  });
  for (const problem of problems) context.say(problem);
  if (text === null) return null;
  const identity = `${head.committer} ${head.committerDate}`;
  await writeNotes(context.git, [{ commit: head.id, text }], identity, tip);
  return lines.filter(({ author }) => author === 'ai').length;
}

/** Whether an account of what was staged is one of this commit. */
async function isOf(account: StagedAccount | null, own: Promise<Uint8Array> | undefined): Promise<boolean> {
  if (account === null || own === undefined) return false;
  const patch = await own;
  return Buffer.compare(patch.subarray(patch.indexOf(LINE_FEED) + 1), account.patch) === 0;
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

async function settle({ git, repository }: HookContext, head: Commit, hasStash: boolean): Promise<void> {
  await settleJournals(
    repository.stateDir,
    (paths) => textsOf(git, head.id, paths),
    comingBack(repository.root, hasStash),
  );
}
