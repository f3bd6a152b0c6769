/**
 * What is staged against one parent, for the hook that a commit waits for: one git process where the journal knows the
 * staged texts already, and the list of changed blobs, by which the finished commit is recognised.
 */
import { createHash } from 'node:crypto';
import type { Git } from '../../core/ports';
import type { FileChange } from '../../core/commit/fileChange';
import { parsePatch } from '../../core/commit/patch';
import { parseRawChanges } from '../../core/commit/rawChanges';
import { gitBytes, textOf } from './gitText';
import { readObjects } from './objects';
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';

export interface StagedChanges {
  readonly changes: readonly FileChange[];
  /** Git's raw format: modes, full blob ids, paths. Two diffs with the same list are the same diff. */
  readonly raw: string;
}

/**
 * Reads what is staged.
 *
 * @param base any name of the parent
 * @param textsOf the texts that a path is known to have had; one of them is usually staged, null: the text is not wanted
 */
export async function readStaged(
  git: Git,
  base: string,
  textsOf: (change: FileChange) => readonly string[] | null,
): Promise<StagedChanges> {
  const output = await gitBytes(git, [
    ...DIFF_CONFIGURATION,
    ...['diff-index', '--cached', '--raw', '--no-abbrev', ...DIFF_OPTIONS, base],
  ]);
  const { raw, end, blobOf } = parseRawChanges(output);
  const { changes } = parsePatch(output.subarray(end));
  const texts = new Map<string, string>();
  const unread: { path: string; blob: string }[] = [];
  for (const change of changes) {
    const blob = blobOf.get(change.path);
    const known = change.binary || change.hunks.length === 0 ? null : textsOf(change);
    if (known === null || blob === undefined) continue;
    const text = known.find((candidate) => isBlob(candidate, blob));
    if (text === undefined) unread.push({ path: change.path, blob });
    else texts.set(change.path, text);
  }
  const objects = await readObjects(
    git,
    unread.map(({ blob }) => blob),
  );
  unread.forEach(({ path }, index) => {
    const object = objects[index];
    if (object?.type === 'blob') texts.set(path, textOf(object.content));
  });
  return { raw, changes: changes.map((change) => ({ ...change, newText: texts.get(change.path) ?? null })) };
}

/** Whether a blob holds exactly this text: git names a blob by the hash of its bytes. */
function isBlob(text: string, id: string): boolean {
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  hash.update(`blob ${Buffer.byteLength(text)}\0`);
  return hash.update(text, 'utf8').digest('hex') === id;
}
