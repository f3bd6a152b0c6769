/**
 * Shares a notes ref with a remote. What the remote has is merged before anything is pushed, so that a push is never
 * forced and nobody's notes are lost.
 */
import { setTimeout } from 'node:timers/promises';
import type { Git, GitRunOptions } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';
import { compareNoteTrees, mergeNoteTrees, type MergedTrees } from './mergeNoteTrees';
import { refusal, remoteReason } from './remoteReason';
import type { SharedNotes } from './sharedNotes';

/** Attempts to merge when a commit writes a note at the same time. */
const MERGE_ATTEMPTS = 5;

/** How often a push is tried again when somebody else was faster. */
const PUSH_RETRIES = 3;

/** Sharing notes is not what the user's hooks are about. `/dev/null` holds none, on Windows too. */
const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];

/** Git may ask for a password on the terminal, which it may not when it works for a hook or the editor. */
function mayAsk(): GitRunOptions {
  return { env: { GIT_TERMINAL_PROMPT: process.env['GIT_TERMINAL_PROMPT'] ?? '1' } };
}

/** Refusals that mean that another push is at work, or was faster; in the words of old and new releases of git. */
const FASTER =
  /fetch first|non-fast-forward|stale info|cannot lock ref|failed to (?:update ref|lock)|incorrect old value/i;

export interface Fetched extends MergedTrees {
  /** Whether the remote has notes at all. */
  readonly found: boolean;
}

export interface Pushed extends Fetched {
  /** False when the remote had everything already. */
  readonly pushed: boolean;
}

const NOTHING: MergedTrees = { added: 0, merged: 0, unreadable: [] };

/**
 * Takes the notes of a remote over and merges them into ours.
 *
 * @param remote one that is configured
 * @throws CountersignError `git-failed`
 */
export async function fetchNotes(git: Git, notes: SharedNotes, remote: string): Promise<Fetched> {
  const quiet = withoutHooks(git);
  const tip = await fetchTip(quiet, notes, remote);
  return { ...(await mergeTip(quiet, notes, remote, tip)), found: tip !== null };
}

/**
 * Like `fetchNotes`, and then pushes ours.
 *
 * @throws CountersignError `git-failed` when they did not arrive
 */
export async function pushNotes(git: Git, notes: SharedNotes, remote: string): Promise<Pushed> {
  const quiet = withoutHooks(git);
  let tip = await fetchTip(quiet, notes, remote);
  const found = tip !== null;
  let sum = NOTHING;
  for (let retries = 0; ; retries++) {
    sum = total(sum, await mergeTip(quiet, notes, remote, tip));
    const ours = await tipOf(quiet, notes.ref);
    if (ours === null || ours === tip) return { ...sum, found, pushed: false };
    const refused = await push(quiet, notes, remote, ours);
    if (refused === null) return { ...sum, found, pushed: true };
    const now = await fetchTip(quiet, notes, remote);
    if ((now === tip && !FASTER.test(refused.state)) || retries === PUSH_RETRIES) throw refused.error;
    tip = now;
    await setTimeout(100 * retries);
  }
}

/** The tip of the remote's notes, now also in its tracking ref; null when it has none. */
async function fetchTip(git: Git, notes: SharedNotes, remote: string): Promise<string | null> {
  const ref = trackingRef(notes, remote);
  // Without --refmap, a configured refspec such as +refs/notes/*:refs/notes/* would write over our notes.
  // The notes of a partial clone would come without their text, which git then fetches one by one.
  const flags = [
    '--no-filter',
    '--quiet',
    '--no-tags',
    '--no-prune',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
  ];
  const refspec = `+${notes.ref}:${ref}`;
  const output = await git.run(
    ['fetch', ...flags, '--no-auto-maintenance', '--refmap=', '--', remote, refspec],
    mayAsk(),
  );
  if (output.code === 0) {
    const tip = await tipOf(git, ref);
    if (tip !== null) return tip;
    throw new CountersignError(
      'git-failed',
      `${notes.ref} of ${remote} is not a commit: repair it there, nothing was merged.`,
    );
  }
  if (/couldn't find remote ref/i.test(output.stderr)) {
    await git.run(['update-ref', '-d', ref]);
    return null;
  }
  throw new CountersignError(
    'git-failed',
    `The notes of ${remote} could not be fetched (${remoteReason(output)}): check the remote with git fetch ${remote}.`,
  );
}

/** Where what a remote had last is kept. */
function trackingRef({ trackedBelow }: SharedNotes, remote: string): string {
  return `${trackedBelow}/${remote.replace(/[^A-Za-z0-9_-]/g, '_')}`;
}

async function mergeTip(
  git: Git,
  notes: SharedNotes,
  remote: string,
  theirs: string | null,
): Promise<MergedTrees> {
  if (theirs === null) return NOTHING;
  for (let attempt = 0; attempt < MERGE_ATTEMPTS; attempt++) {
    const ours = await tipOf(git, notes.ref);
    if (ours !== null && (await isAncestor(git, theirs, ours))) return NOTHING;
    const merged =
      ours === null || (await isAncestor(git, ours, theirs))
        ? await fastForward(git, notes, ours, theirs)
        : await mergeNoteTrees(git, notes, { ours, theirs }, `Merge the notes of ${remote}\n`);
    if (merged !== null) return merged;
  }
  throw new CountersignError(
    'git-failed',
    `${notes.ref} kept changing while the notes of ${remote} were merged: try again.`,
  );
}

/** Null when the ref has moved meanwhile. */
async function fastForward(
  git: Git,
  { ref }: SharedNotes,
  ours: string | null,
  theirs: string,
): Promise<MergedTrees | null> {
  const counts = await compareNoteTrees(git, { ours, theirs });
  const message = 'countersign notes: fast-forward';
  const { code } = await git.run(['update-ref', '-m', message, ref, theirs, ours ?? '']);
  return code === 0 ? { ...counts, unreadable: [] } : null;
}

/** Null when the remote took them; otherwise how it refused. */
async function push(
  git: Git,
  notes: SharedNotes,
  remote: string,
  ours: string,
): Promise<{ state: string; error: CountersignError } | null> {
  const flags = ['--porcelain', '--no-verify', '--no-follow-tags', '--no-recurse-submodules'];
  const output = await git.run(['push', ...flags, '--', remote, `${notes.ref}:${notes.ref}`], mayAsk());
  if (output.code === 0) {
    await git.run(['update-ref', trackingRef(notes, remote), ours]);
    return null;
  }
  const state = refusal(output);
  const advice =
    state === null
      ? `check the remote with git fetch ${remote}`
      : FASTER.test(state)
        ? 'others push at the same time, try again'
        : `ask whoever runs it to let you push ${notes.ref}`;
  const sentence = `The notes could not be pushed to ${remote} (${remoteReason(output)}): ${advice}.`;
  const error = new CountersignError('git-failed', sentence);
  if (state === null) throw error;
  return { state, error };
}

async function tipOf(git: Git, ref: string): Promise<string | null> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return code === 0 ? textOf(stdout).trim() : null;
}

async function isAncestor(git: Git, older: string, newer: string): Promise<boolean> {
  return (await git.run(['merge-base', '--is-ancestor', older, newer])).code === 0;
}

function total(one: MergedTrees, other: MergedTrees): MergedTrees {
  return {
    added: one.added + other.added,
    merged: one.merged + other.merged,
    unreadable: [...one.unreadable, ...other.unreadable],
  };
}

function withoutHooks(git: Git): Git {
  return { run: (args, options) => git.run([...NO_HOOKS, ...args], options) };
}
