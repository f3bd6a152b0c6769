/**
 * What changed, as the attribution wants it, from git's plumbing. Every option that a user's configuration could
 * change is given, so that all users get the same answer.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import type { FileChange } from '../../core/commit/fileChange';
import { PATCH_OPTIONS, parsePatch } from '../../core/commit/patch';
import { blobId } from '../node/blobId';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';
import { RAW_OPTIONS } from './noteAtOnce';
import { gitBytes, gitText, textOf } from './gitText';
import { readObjects } from './objects';
import { textsOf } from './textsOf';

/** Which two states are compared. Trees and commits are given by any name that git understands. */
export type ChangeRange =
  | { readonly kind: 'staged'; readonly base: string }
  | { readonly kind: 'commit'; readonly base: string; readonly commit: string }
  /** A commit against its only parent, if it has one. The patch begins with a line that has the commit's id. */
  | { readonly kind: 'only-parent'; readonly commit: string }
  | { readonly kind: 'unstaged' }
  /** The working tree, staged or not, against a commit. */
  | { readonly kind: 'uncommitted'; readonly base: string };

/** Of what is known of a file, mostly the newest is staged. */
const MOST_HASHED = 3;

/** For which files the whole new content is worth reading. */
export type WantsText = (change: FileChange) => boolean;

/**
 * Reads the changes of a range; untracked files are not among them.
 *
 * @param root root of the working tree, where `git` must run
 * @param patch what git says of the range, as `readPatch` gives it
 * @param candidates texts that a file may have; git is not asked for one that it has
 */
export async function readChanges(
  git: Git,
  root: string,
  range: ChangeRange,
  wantsText: WantsText,
  patch: Promise<Uint8Array> = readPatch(git, range),
  candidates: (path: string) => readonly string[] = () => [],
): Promise<FileChange[]> {
  const { changes } = parsePatch(await patch);
  const wanted = changes.filter((change) => !change.binary && change.hunks.length > 0 && wantsText(change));
  // Of working files git tells the id after conversions; their own text may differ.
  const isStored = range.kind !== 'unstaged' && range.kind !== 'uncommitted';
  const among = isStored ? candidates : () => [];
  const known = new Map(wanted.flatMap((change) => textAmong(change, among(change.path))));
  const others = wanted.filter(({ path }) => !known.has(path));
  const texts = await newTexts(git, root, range, others);
  return changes.map((change) => {
    return { ...change, newText: known.get(change.path) ?? texts.get(change.path) ?? null };
  });
}

/** The new content of a file, if it is one of these texts. */
function textAmong({ path, newId }: FileChange, texts: readonly string[]): [string, string][] {
  if (newId === undefined) return [];
  const text = [...new Set(texts)].slice(0, MOST_HASHED).find((one) => blobId(one, newId) === newId);
  return text === undefined ? [] : [[path, text]];
}

/**
 * The patch of a range, which `readChanges` reads.
 *
 * @param only restrict to these paths; default: all
 */
export function readPatch(git: Git, range: ChangeRange, only: readonly string[] = []): Promise<Uint8Array> {
  return gitBytes(git, [...DIFF_CONFIGURATION, ...command(range), ...pathspec(only)]);
}

/** What git says of what is staged against HEAD: the files, as `diff-tree --raw` will of the commit, and the patch. */
export interface StagedPatch {
  readonly raw: string;
  readonly patch: Uint8Array;
}

/** Reads both at once. `raw` is '' when nothing is staged. */
export async function readStagedPatch(git: Git): Promise<StagedPatch> {
  const [name = '', ...options] = command({ kind: 'staged', base: 'HEAD' });
  const bytes = await gitBytes(git, [...DIFF_CONFIGURATION, name, ...RAW_OPTIONS, ...options, '--']);
  // Paths are quoted, so the first blank line is the one between the two.
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('\n\n');
  return end < 0
    ? { raw: '', patch: bytes }
    : { raw: textOf(bytes.subarray(0, end)), patch: bytes.subarray(end + 2) };
}

/**
 * Untracked files as additions.
 *
 * @param known the paths to look at; ignored files are left out
 */
export async function readUntracked(git: Git, root: string, known: readonly string[]): Promise<FileChange[]> {
  if (known.length === 0) return [];
  const listed = await gitText(git, ['ls-files', '-z', '--others', '--exclude-standard', ...pathspec(known)]);
  const paths = listed.split('\0').filter((path) => path !== '');
  const changes = await Promise.all(paths.map((path) => addition(root, path)));
  return changes.filter((change) => change !== null);
}

/** The id of the tree without files, which the first commit is compared with; depends on the repository's hash. */
export async function emptyTree(git: Git): Promise<string> {
  return (await gitText(git, ['hash-object', '-t', 'tree', '--stdin'], { stdin: '' })).trim();
}

function command(range: ChangeRange): string[] {
  switch (range.kind) {
    case 'staged':
      return ['diff-index', '--cached', ...PATCH_OPTIONS, ...DIFF_OPTIONS, range.base];
    case 'uncommitted':
      return ['diff-index', ...PATCH_OPTIONS, ...DIFF_OPTIONS, range.base];
    case 'unstaged':
      return ['diff-files', ...PATCH_OPTIONS, ...DIFF_OPTIONS];
    case 'only-parent':
      return ['diff-tree', '-r', '--root', ...PATCH_OPTIONS, ...DIFF_OPTIONS, range.commit];
    case 'commit':
      return ['diff-tree', '-r', ...PATCH_OPTIONS, ...DIFF_OPTIONS, range.base, range.commit];
  }
}

/** Behind the revisions even when no paths are named: a file may be called HEAD. */
function pathspec(paths: readonly string[]): string[] {
  return ['--', ...paths.map((path) => `:(top,literal)${path}`)];
}

async function newTexts(
  git: Git,
  root: string,
  range: ChangeRange,
  changes: readonly FileChange[],
): Promise<Map<string, string>> {
  const paths = changes.map(({ path }) => path);
  if (range.kind === 'unstaged' || range.kind === 'uncommitted') {
    const read = await Promise.all(paths.map(async (path) => [path, await fileText(root, path)] as const));
    return new Map(read.filter((entry): entry is [string, string] => entry[1] !== null));
  }
  return textsOf(git, range.kind === 'staged' ? '' : range.commit, paths);
}

async function fileText(root: string, path: string): Promise<string | null> {
  try {
    return textOf(await readFile(join(root, path)));
  } catch {
    // Gone or not a plain file since git listed it: there is no text to compare with.
    return null;
  }
}

async function addition(root: string, path: string): Promise<FileChange | null> {
  const text = await fileText(root, path);
  if (text === null) return null;
  const binary = text.slice(0, 8000).includes('\0');
  const newLines = text.replace(/\n$/, '').split('\n');
  const hunks = binary || text === '' ? [] : [{ oldStart: 0, oldLines: [], newStart: 1, newLines }];
  return { path, oldPath: null, binary, hunks, newText: binary ? null : text };
}

/** Bytes of one file as it was in a commit; null when it was not there. */
export async function readFileAt(git: Git, commit: string, path: string): Promise<string | null> {
  const [object] = await readObjects(git, [`${commit}:${path}`]);
  return object?.type === 'blob' ? textOf(object.content) : null;
}
