/**
 * Reads of commits what says which countersignatures count for them.
 */
import { countersignedIn } from '../../core/commit/countersignedIn';
import { emailOf } from '../../core/commit/toolIdentities';
import type { CommitFacts } from '../../core/signing/commitFacts';
import { utcTime } from '../../core/signing/utcTime';
import type { Git } from '../../core/ports';
import type { Commit } from './commits';
import { gitText } from './gitText';

const COMMAND = [
  'diff-tree',
  '--stdin',
  '-r',
  '-z',
  '--raw',
  '--root',
  // Of a merge, what is in none of its parents: the rest was judged in the commits that are merged.
  '-c',
  '--no-renames',
  '--no-abbrev',
  '--ignore-submodules=none',
];

/** The facts of commits, in their order. */
export async function commitFacts(git: Git, commits: readonly Commit[]): Promise<CommitFacts[]> {
  const changed = await changedBlobs(
    git,
    commits.map(({ id }) => id),
  );
  return commits.map((commit) => ({
    id: commit.id,
    authorEmail: emailOf(commit.author) ?? '',
    authoredAt: utcTime(Number(/^-?\d+/.exec(commit.authorDate)?.[0] ?? 0)),
    ...(changed.get(commit.id) ?? {
      changed: new Map<string, string>(),
      former: new Map<string, string[]>(),
    }),
    trailers: countersignedIn(commit.message),
  }));
}

interface Blobs {
  readonly changed: Map<string, string>;
  readonly former: Map<string, string[]>;
}

async function changedBlobs(git: Git, commits: readonly string[]): Promise<Map<string, Blobs>> {
  const changes = new Map<string, Blobs>();
  if (commits.length === 0) return changes;
  let blobs: Blobs = { changed: new Map(), former: new Map() };
  const parts = (await gitText(git, COMMAND, { stdin: `${commits.join('\n')}\n` })).split('\0');
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (!part.startsWith(':')) {
      blobs = { changed: new Map(), former: new Map() };
      changes.set(part.trim(), blobs);
      continue;
    }
    // `:` once per parent, then modes and ids of the parents and of the result, then the status.
    const parents = part.lastIndexOf(':') + 1;
    const ids = part.split(' ').slice(parents + 1, -1);
    const path = parts[++at] ?? '';
    blobs.changed.set(path, ids.pop() ?? '');
    blobs.former.set(path, ids);
  }
  return changes;
}
