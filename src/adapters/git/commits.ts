/**
 * What a commit object says, read from its own bytes: no format string, no configuration in between.
 */
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { textOf } from './gitText';
import { readObjects, type GitObject } from './objects';

export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** `Name <email>`. */
  readonly author: string;
  /** As git writes it: `<seconds since the epoch> <time zone>`. */
  readonly authorDate: string;
  /** `Name <email>`. */
  readonly committer: string;
  readonly committerDate: string;
  readonly message: string;
}

/** Reads commits by name; null where there is none, as for `HEAD` before the first commit. */
export async function readCommits(git: Git, names: readonly string[]): Promise<(Commit | null)[]> {
  const objects = await readObjects(
    git,
    names.map((name) => `${name}^{commit}`),
  );
  return objects.map((object) => (object === null ? null : parseCommit(object)));
}

/**
 * Reads one commit that must exist.
 *
 * @throws CountersignError `unknown-revision`
 */
export async function readCommit(git: Git, name: string): Promise<Commit> {
  const [commit] = await readCommits(git, [name]);
  if (commit) return commit;
  throw new CountersignError(
    'unknown-revision',
    `There is no commit named ${name}: check the name with git log.`,
  );
}

function parseCommit(object: GitObject): Commit {
  const text = textOf(object.content);
  const end = text.indexOf('\n\n');
  const fields = new Map<string, string>();
  const parents: string[] = [];
  for (const line of text.slice(0, end < 0 ? text.length : end).split('\n')) {
    const [, key, value] = /^([a-z]+) (.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    if (key === 'parent') parents.push(value);
    else if (!fields.has(key)) fields.set(key, value);
  }
  const author = splitIdentity(fields.get('author') ?? '');
  const committer = splitIdentity(fields.get('committer') ?? '');
  return {
    id: object.id,
    tree: fields.get('tree') ?? '',
    parents,
    author: author.person,
    authorDate: author.date,
    committer: committer.person,
    committerDate: committer.date,
    message: end < 0 ? '' : text.slice(end + 2),
  };
}

function splitIdentity(value: string): { person: string; date: string } {
  const end = value.lastIndexOf('>') + 1;
  return { person: value.slice(0, end), date: value.slice(end).trim() };
}
