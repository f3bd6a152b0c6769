/**
 * prepare-commit-msg: writes into the message who wrote the staged lines. A commit without AI text gets nothing.
 */
import type { AttributedFile, FileChange } from '../../core/commit/attribute';
import { placeTrailers } from '../../core/commit/message';
import { renderTrailers } from '../../core/commit/trailers';
import { readStagedPatch, type StagedPatch } from '../../adapters/git/changes';
import { readCommits } from '../../adapters/git/commits';
import { gitText } from '../../adapters/git/gitText';
import { Provenance } from '../../adapters/git/provenance';
import { textsOf } from '../../adapters/git/textsOf';
import { withStates } from '../../adapters/git/withStates';
import type { JournalContent } from '../../adapters/node/journalDirectory';
import { LEAST_ROOM, roomIn } from '../../adapters/node/roomIn';
import { cluesOf, isAmend } from './amendDetection';
import { leaveCommitAccount } from './commitAccount';
import { askForMessageCheck } from '../../adapters/git/commitState';
import { begun } from './begun';
import type { FormerAccount } from './formerAccount';
import { mayHaveFormer } from './formerReason';
import { readHookJournal, type HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { loadFormer } from './loadFormer';
import { loadNote } from './loadNote';
import { loadPolicy } from './loadPolicy';
import { editMessage } from './messageFile';
import { messageOptions } from './messageOptions';
import { parentsToBe } from './parentsToBe';
import { forgetReadyNote } from './readyNote';
import type { Settlement } from './readySettlement';
import { comingBack } from './standsIn';
import { forgetStagedAccount, leaveStagedAccount } from './stagedAccount';

/** As much as the account of what is staged may ever take. */
const ROOM_FOR_ACCOUNT = 1 << 25;

const NOTHING_FORMER: FormerAccount = { files: new Map(), noted: false, deletedByAi: 0 };

export async function prepareCommitMessage(context: HookContext): Promise<void> {
  const { git, repository, budget, args } = context;
  const [file, source, reused] = args;
  if (file === undefined) return;
  forgetStagedAccount(context);
  await context.attempt(forgetReadyNote(context));
  const room = roomIn(repository.gitDir);
  if (room < LEAST_ROOM)
    return context.say(
      'the disk is nearly full, so the message does not say who wrote the lines: make room.',
    );
  // While the journal is read, git says what most commits need: what is staged against HEAD.
  const staged = source === 'commit' ? undefined : begun(readStagedPatch(git));
  const patch = staged && begun(staged.then((told) => told.patch));
  const committer = begun(committerOf(git));
  const [settings, [head = null, stash = null], journal, policy] = await Promise.all([
    readHookSettings(context),
    readCommits(git, ['HEAD', 'refs/stash']),
    readHookJournal(context),
    loadPolicy(context),
  ]);
  if (!settings.enabled) return;
  for (const problem of journal.problems) context.say(`${problem} Run: countersign doctor`);

  const amends = isAmend({ source, reused, ...cluesOf(context) }, head);
  const hasFormer = await mayHaveFormer(git, repository, source, amends);
  const program = hasFormer ? loadFormer(context) : null;
  const former = (await program?.formerAccount(context, { source, reused, head, amends })) ?? NOTHING_FORMER;
  budget.check();

  const files = withStates(journal.files, former.files);
  const provenance = new Provenance(git, repository.root, { files, rulesFor: policy.rulesFor });
  const parents = parentsToBe(context, head, amends);
  const changes = await provenance.stagedChanges(parents, amends ? undefined : patch);
  const { attribution, files: attributed } = await provenance.attributed(changes);
  budget.check();
  await context.attempt(leaveCommitAccount(context, attribution));
  const isWorthIt = program === null && attribution.ai + attribution.mixed > 0 && room > ROOM_FOR_ACCOUNT;
  if (isWorthIt && staged !== undefined && head !== null)
    await context.attempt(
      leave(context, staged, {
        ...{ files: attributed, anyId: head.id, committer },
        settlement: settlementOf(context, journal, changes, stash !== null),
      }),
    );

  const deletedByAi = Math.max(attribution.deletedByAi, former.deletedByAi);
  const trailers = renderTrailers({ ...attribution, deletedByAi }, settings.trailerStyle);
  // Of lines that no AI wrote, no policy asks anything.
  if (trailers.length > 0 && policy.problem !== null) context.say(policy.problem);
  // Trailers of a reused message are only ours to remove when its note lets us say that they no longer hold.
  if (trailers.length === 0 && !former.noted) return;
  const options = messageOptions(context, settings);
  let template = '';
  await editMessage(file, (message, encode) => {
    if (source === 'template') template = message;
    const encoded = { ...options, commentPrefix: encode(options.commentPrefix) };
    return placeTrailers(message, trailers.map(encode), encoded);
  });
  if (options.editor && trailers.length > 0) await context.attempt(askForMessageCheck(repository, template));
}

interface Found {
  readonly files: readonly AttributedFile[];
  readonly settlement: Settlement;
  readonly anyId: string;
  readonly committer: Promise<string>;
}

async function leave(context: HookContext, told: Promise<StagedPatch>, found: Found): Promise<void> {
  const { files, settlement, anyId } = found;
  const staged = await told.catch(() => null);
  if (staged === null) return;
  const { leaveReadyNote, leaveReadySettlement } = loadNote();
  // What cannot be left is found out again after the commit, which then tells of a disk that takes nothing.
  const isReady =
    (await leaveReadySettlement(context, settlement).catch(() => false)) &&
    (await leaveReadyNote(context, { files, raw: staged.raw, anyId, committer: await found.committer }));
  const hasGone = settlement.journals.length > 0;
  if (!isReady) leaveStagedAccount(context, { patch: staged.patch, files, hasGone });
}

/** What journals of writers that are gone lose by this commit; most of what it has is known from the changes. */
function settlementOf(
  { git, repository }: HookContext,
  { gone }: JournalContent,
  changes: readonly FileChange[],
  hasStash: boolean,
): Settlement {
  const committedTexts = async (paths: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const texts = new Map(
      changes.flatMap(({ path, newText }) => (newText === null ? [] : [[path, newText]])),
    );
    const others = await textsOf(
      git,
      '',
      paths.filter((path) => !texts.has(path)),
    );
    return new Map([...texts, ...others]);
  };
  return { journals: gone, committedTexts, mayComeBack: comingBack(repository.root, hasStash) };
}

/** `Name <email>`, as git is going to write it. */
async function committerOf(git: HookContext['git']): Promise<string> {
  const ident = await gitText(git, ['var', 'GIT_COMMITTER_IDENT']);
  return ident.slice(0, ident.lastIndexOf('>') + 1);
}
