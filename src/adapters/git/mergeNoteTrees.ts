/**
 * Merges two commits of a notes ref into one: note by note, by our own rules, with a handful of git processes however
 * many notes there are.
 */
import type { Git } from '../../core/ports';
import type { SharedNotes } from './sharedNotes';
import { CountersignError } from '../../core/errors';
import { gitText, textOf } from './gitText';
import { layOut, readNoteTree, type NoteTree } from './noteTree';
import { readObjects } from './objects';

export interface NoteTips {
  /** Full id of what the ref points to; null: it does not exist. */
  readonly ours: string | null;
  /** Full id of the commit to merge into it. */
  readonly theirs: string;
}

export interface NoteCounts {
  /** Notes of commits that had none here. */
  readonly added: number;
  /** Notes that both had, in different words. */
  readonly merged: number;
}

export interface MergedTrees extends NoteCounts {
  /** Commits of which neither note could be read; ours stay. */
  readonly unreadable: readonly string[];
}

type NoteBlob = { readonly id: string } | { readonly text: string };

const NOTHING: NoteTree = { notes: new Map(), others: [] };

/** How `theirs` differs from `ours`. */
export async function compareNoteTrees(git: Git, tips: NoteTips): Promise<NoteCounts> {
  const ours = tips.ours === null ? NOTHING : await readNoteTree(git, tips.ours);
  return counts(ours, await readNoteTree(git, tips.theirs));
}

/**
 * Commits the union of both on the ref, with both as parents. Of a commit that both annotate differently the
 * notes are merged; of other files in the tree ours stay.
 *
 * @param message of the new commit
 * @returns null when the ref has moved meanwhile
 * @throws CountersignError `git-failed`
 */
export async function mergeNoteTrees(
  git: Git,
  { ref, merge }: SharedNotes,
  tips: NoteTips & { readonly ours: string },
  message: string,
): Promise<MergedTrees | null> {
  const [ours, theirs] = [await readNoteTree(git, tips.ours), await readNoteTree(git, tips.theirs)];
  const { notes, unreadable } = await union(git, merge, ours, theirs);
  const others = new Map([...theirs.others, ...ours.others].map((entry) => [entry.path, entry]));
  const stream = [
    `commit ${ref}\ncommitter ${bytes(await committer(git))}\n${data(message)}`,
    `from ${tips.ours}\nmerge ${tips.theirs}\ndeleteall\n`,
    ...[...others.values()].map(({ mode, id, path }) => `M ${mode} ${id} ${quoted(path)}\n`),
    ...layOut(notes).map(([path, note]) =>
      'id' in note ? `M 100644 ${note.id} ${path}\n` : `M 100644 inline ${path}\n${data(note.text)}`,
    ),
    'done\n',
  ];
  const { code, stderr } = await git.run(['fast-import', '--quiet', '--done', '--date-format=raw'], {
    stdin: Buffer.from(stream.join(''), 'latin1'),
  });
  if (code === 0) return { ...counts(ours, theirs), unreadable };
  const now = await git.run(['rev-parse', '--verify', '--quiet', ref]);
  if (textOf(now.stdout).trim() !== tips.ours) return null;
  const reason = stderr.trim().split('\n')[0] ?? '';
  throw new CountersignError('git-failed', `The notes could not be merged into ${ref} (${reason}).`);
}

async function union(
  git: Git,
  merge: SharedNotes['merge'],
  ours: NoteTree,
  theirs: NoteTree,
): Promise<{ notes: Map<string, NoteBlob>; unreadable: string[] }> {
  const notes = new Map<string, NoteBlob>();
  for (const [commit, id] of [...theirs.notes, ...ours.notes]) notes.set(commit, { id });
  const pairs = differing(ours, theirs);
  const blobs = await readObjects(
    git,
    pairs.flatMap(({ our, their }) => [our, their]),
  );
  const unreadable: string[] = [];
  pairs.forEach(({ commit, their }, index) => {
    const [one, other] = [blobs[2 * index], blobs[2 * index + 1]];
    const result = merge(one ? textOf(one.content) : '', other ? textOf(other.content) : '');
    if (result.kind === 'unreadable') unreadable.push(commit);
    if (result.kind === 'theirs') notes.set(commit, { id: their });
    if (result.kind === 'merged') notes.set(commit, { text: result.text });
  });
  return { notes, unreadable };
}

function counts(ours: NoteTree, theirs: NoteTree): NoteCounts {
  const added = [...theirs.notes.keys()].filter((commit) => !ours.notes.has(commit)).length;
  return { added, merged: differing(ours, theirs).length };
}

/** Commits that both annotate, with the ids of the two blobs. */
function differing(ours: NoteTree, theirs: NoteTree): { commit: string; our: string; their: string }[] {
  return [...ours.notes].flatMap(([commit, our]) => {
    const their = theirs.notes.get(commit);
    return their === undefined || their === our ? [] : [{ commit, our, their }];
  });
}

async function committer(git: Git): Promise<string> {
  try {
    return (await gitText(git, ['var', 'GIT_COMMITTER_IDENT'])).trim();
  } catch (cause) {
    throw new CountersignError(
      'git-failed',
      'Git does not know who merges the notes: set user.name and user.email with git config.',
      { cause },
    );
  }
}

/** The stream is made of bytes, one character each, because paths are. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function data(text: string): string {
  const content = bytes(text);
  return `data ${content.length}\n${content}\n`;
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
