/**
 * post-rewrite: notes follow the commits that a rebase made anew. A commit whose change is the same gets a copy; of
 * others each line is looked up by its content. The notes of the former commits stay.
 */
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import { noteOfCopy } from '../../core/commit/noteOfCopy';
import { NOTES_REF, type Note } from '../../core/commit/noteModel';
import { renderNote } from '../../core/commit/renderNote';
import { parseRewrites } from '../../core/commit/rewrites';
import { withRecordsOf } from '../../core/commit/withRecordsOf';
import { readCommits } from '../../adapters/git/commits';
import { parsedNotes, statesOfNote } from '../../adapters/git/notedStates';
import { gitText } from '../../adapters/git/gitText';
import { readNotes, writeNotes, type NoteToWrite } from '../../adapters/git/noteStore';
import { Provenance } from '../../adapters/git/provenance';
import { rawChanges } from '../../adapters/git/rawChanges';
import { sparing } from '../../adapters/git/sparing';
import { withStates, type States } from '../../adapters/git/withStates';
import { sha256 } from '../../adapters/node/sha256';
import { markAnnotated } from '../../adapters/git/commitState';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';

/** Milliseconds. A rebase of many commits takes long itself. */
const LEAST_BUDGET = 20_000;

export async function postRewrite(context: HookContext): Promise<void> {
  const { args, budget } = context;
  // Notes that are not here, of a partial clone whose remote is gone, must not cost the others.
  const git = sparing(context.git, true);
  const [settings, told] = await Promise.all([readHookSettings(context), context.input()]);
  if (!settings.enabled) return;
  budget.allow(Math.max(LEAST_BUDGET, settings.timeout ?? 0));
  const rewrites = parseRewrites(told);
  const undone = await undoGitsCopies(context, [...rewrites.keys()]);
  const isRebase = args[0] === 'rebase';
  // An amended commit has its note from post-commit, which knows more; only where git copied another is there work.
  if (!isRebase && !undone) return;
  const notes = await parsedNotes(
    git,
    [...rewrites].flatMap(([after, before]) => [after, ...before]),
  );
  const annotated = [...rewrites].filter(
    ([after, before]) => (isRebase || !notes.has(after)) && before.some((id) => notes.has(id)),
  );
  if (annotated.length === 0) return;
  const raw = await rawChanges(
    git,
    annotated.flatMap(([after, before]) => [after, ...before]),
  );

  const made: NoteToWrite[] = [];
  let left = annotated.length;
  for (const [after, before] of annotated) {
    if (budget.left < LEAST_BUDGET / 10) break;
    const [only = ''] = before;
    const isCopy =
      before.length === 1 && !notes.has(after) && raw.has(after) && raw.get(after) === raw.get(only);
    const known = notes.get(only);
    const note =
      isCopy && known ? noteOfCopy(known, after) : await carried({ ...context, git }, after, before, notes);
    if (note !== null) made.push({ commit: after, text: renderNote(note) });
    left--;
  }
  await write(context, made);
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
  await write(
    context,
    copied.flatMap((commit) => {
      const text = then.get(commit);
      return text === undefined ? [] : [{ commit, text }];
    }),
  );
  return copied.length > 0;
}

/** What the notes of the former commits say of the lines that the new one adds. */
async function carried(
  { git, repository, say }: HookContext,
  after: string,
  before: readonly string[],
  notes: ReadonlyMap<string, Note>,
): Promise<Note | null> {
  // The new commit may have a note of what was added while the rebase stood still; then the latest speaks first.
  const sources = [after, ...[...before].reverse()].filter((id) => notes.has(id));
  const [commit, ...former] = await readCommits(git, [after, ...sources]);
  if (!commit) return null;
  let files: States = new Map();
  for (const source of former) {
    const states = source && (await statesOfNote(git, source));
    if (states) files = withStates(files, states);
  }
  const knowledge = { files };
  const attributed = await new Provenance(git, repository.root, knowledge).commit(commit);
  if (attributed.attribution.ai + attributed.attribution.mixed === 0) return null;
  // Nobody but those whom the notes name: who rebases did not write it.
  const { note, problems } = buildNote({
    files: attributed.files,
    commit: after,
    humanAuthor: null,
    version,
    sha256,
  });
  problems.forEach(say);
  const earlier = [...sources].reverse().flatMap((id) => notes.get(id) ?? []);
  return note === null ? null : withRecordsOf(note, earlier);
}

async function write({ git, repository }: HookContext, made: readonly NoteToWrite[]): Promise<void> {
  const commits = await readCommits(
    git,
    made.map(({ commit }) => commit),
  );
  const newest = commits.at(-1);
  if (!newest) return;
  await writeNotes(git, made, `${newest.committer} ${newest.committerDate}`);
  for (const commit of commits) if (commit) await markAnnotated(repository, commit);
}
