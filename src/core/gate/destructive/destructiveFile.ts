/**
 * A file that differs between base and head, as the gate looks for destructive edits in it.
 */
import type { FileChange } from '../../commit/fileChange';
import type { AddedLine, DestructiveChange } from './destructiveChange';
import type { DestructiveRules } from './destructiveRules';
import { findDestructiveInCommit } from './findDestructiveInCommit';

export interface DestructiveFile {
  /** Repository path at the head; of a deleted file, the path that it had. */
  readonly path: string;
  readonly formerPath: string | null;
  /** Id of the content at the head; all zeros: the file is deleted. */
  readonly blob: string;
  /** Id of the content at the base; all zeros: the file is new. */
  readonly formerBlob: string;
  readonly deleted: boolean;
  /** Whether it has lines that commits can be asked about. */
  readonly lined: boolean;
  readonly status: DestructiveChange['status'];
  /** What came in, numbered as at the head. */
  readonly added: readonly AddedLine[];
  /** The texts of the lines that went. */
  readonly removed: readonly string[];
}

type Listed = Pick<DestructiveFile, 'path' | 'formerPath' | 'blob' | 'formerBlob' | 'deleted' | 'lined'> & {
  readonly added: boolean;
};

/** Joins what git lists of a file with its patch, if it has one. */
export function destructiveFile(listed: Listed, change: FileChange | undefined): DestructiveFile {
  const { path, formerPath, blob, formerBlob, deleted, lined } = listed;
  const hunks = change?.hunks ?? [];
  return {
    ...{ path, formerPath, blob, formerBlob, deleted, lined },
    status: deleted ? 'deleted' : listed.added ? 'added' : formerPath === null ? 'modified' : 'renamed',
    added: hunks.flatMap(({ newStart, newLines }) =>
      newLines.map((text, at) => ({ line: newStart + at, text: withoutReturn(text) })),
    ),
    removed: hunks.flatMap(({ oldLines }) => oldLines.map(withoutReturn)),
  };
}

/** The files in which something would be found if an AI had written and deleted all of it. The others need no look. */
export function suspects(
  files: readonly DestructiveFile[],
  rules: DestructiveRules,
): ReadonlySet<DestructiveFile> {
  const all = files.map((file): DestructiveChange => {
    const { path, status, added, removed } = file;
    const deletedByAi = Math.max(removed.length, file.deleted ? 1 : 0);
    return { path, status, addedAiLines: added, deletedByAi, deletedTexts: removed };
  });
  const findings = findDestructiveInCommit(all, rules);
  const paths = new Set(findings.flatMap((one) => (one.kind === 'files-deleted' ? one.paths : [one.path])));
  return new Set(files.filter(({ path }) => paths.has(path)));
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
