/**
 * The notes of one commit on a notes ref, however git spread them over directories, and how to lay them out anew.
 */
import type { Git } from '../../core/ports';
import { compareText } from '../../core/commit/compareText';
import { gitBytes } from './gitText';

/** A file that is no note. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  /** Its bytes, one character each: it may be in any encoding. */
  readonly path: string;
}

export interface NoteTree {
  /** Ids of the notes' blobs, by the full id of the annotated commit. */
  readonly notes: ReadonlyMap<string, string>;
  /** What else lies in the tree; git keeps such files too. */
  readonly others: readonly TreeEntry[];
}

/** Reads the tree of a commit given by full id. */
export async function readNoteTree(git: Git, commit: string): Promise<NoteTree> {
  const output = await gitBytes(git, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const notes = new Map<string, { id: string; depth: number }>();
  const others: TreeEntry[] = [];
  for (const row of Buffer.from(output).toString('latin1').split('\0')) {
    const [, mode = '', type, id = '', path = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t([^]+)$/.exec(row) ?? [];
    if (path === '') continue;
    const annotated = type === 'blob' ? annotatedBy(path, commit.length) : null;
    if (annotated === null) {
      others.push({ mode, id, path });
      continue;
    }
    const depth = path.length - annotated.length;
    // As `readNotes`: of two notes for one commit, the one nearest to the root counts.
    if (depth < (notes.get(annotated)?.depth ?? Infinity)) notes.set(annotated, { id, depth });
  }
  return { notes: new Map([...notes].map(([annotated, { id }]) => [annotated, id])), others };
}

/** The commit that a path of a notes tree stands for, or null when it is some other file. */
function annotatedBy(path: string, length: number): string | null {
  const name = path.replaceAll('/', '');
  return name.length === length && /^(?:[0-9a-f]{2}\/)*[0-9a-f]+$/.test(path) ? name : null;
}

/**
 * Paths for notes, where git itself puts them when there are as many: the same notes make the same tree everywhere.
 *
 * @param notes anything by the full id of the annotated commit
 */
export function layOut<Blob>(notes: ReadonlyMap<string, Blob>): [path: string, note: Blob][] {
  let depth = 0;
  for (let count = notes.size; count > 0xff; count >>= 8) depth++;
  return [...notes]
    .sort(([a], [b]) => compareText(a, b))
    .map(([commit, note]) => [spread(commit, depth), note]);
}

function spread(commit: string, depth: number): string {
  const heads = Array.from({ length: depth }, (_, index) => commit.slice(2 * index, 2 * index + 2));
  return [...heads, commit.slice(2 * depth)].join('/');
}
