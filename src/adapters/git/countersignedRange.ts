/**
 * The countersignatures of a range of commits, judged by what its base vouches for.
 */
import type { Clock, Git } from '../../core/ports';
import type { Countersignature } from '../../core/signing/countersignature';
import { countersignaturesOf } from '../../core/signing/countersignatures';
import { StatementIndex } from '../../core/signing/statementIndex';
import { CountersignError } from '../../core/errors';
import { judgeEnvelopes } from '../node/signing/judgeEnvelopes';
import { commitFacts } from './commitFacts';
import { readCommit, readCommits, type Commit } from './commits';
import { gitText, textOf } from './gitText';
import { readEnvelopes } from './statementStore';
import { trustAt } from './trustAt';

/** Commits that are read at once, so that a long range does not need its length in memory. */
const AT_ONCE = 1000;

export interface BasedRange {
  /** A revision; null: there is nothing before it. */
  readonly base: string | null;
  /** Full ids, newest first. */
  readonly commits: readonly string[];
}

/**
 * `A..B` is based on A, `A...B` on their merge base, and a single commit on its first parent.
 *
 * @throws CountersignError `unknown-revision`
 */
export async function basedRange(git: Git, range: string): Promise<BasedRange> {
  const [, from, dots, to] = /^(.*?)(\.{2,3})(.*)$/.exec(range) ?? [];
  if (dots === undefined) {
    const { id, parents } = await readCommit(git, range);
    return { base: parents[0] ?? null, commits: [id] };
  }
  const [first, last] = [await readCommit(git, from || 'HEAD'), await readCommit(git, to || 'HEAD')];
  const base = dots === '..' ? first.id : await mergeBase(git, first.id, last.id);
  const listed = await gitText(git, ['rev-list', last.id, `^${base}`]);
  return { base, commits: listed.split('\n').filter((id) => id !== '') };
}

async function mergeBase(git: Git, one: string, other: string): Promise<string> {
  const { code, stdout } = await git.run(['merge-base', one, other]);
  if (code === 0) return textOf(stdout).trim();
  throw new CountersignError(
    'unknown-revision',
    'The two have no commit in common: name the base, as in countersign verify main..topic.',
  );
}

/** Newest commit first. */
export async function countersignedRange(
  git: Git,
  { base, commits }: BasedRange,
  clock: Clock,
): Promise<Countersignature[]> {
  const trust = await trustAt(git, base);
  const index = new StatementIndex(await judgeEnvelopes(await readEnvelopes(git), trust, clock() / 1000));
  const all: Countersignature[] = [];
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const read = await readCommits(git, commits.slice(at, at + AT_ONCE));
    const known = read.filter((commit): commit is Commit => commit !== null);
    for (const facts of await commitFacts(git, known)) all.push(...countersignaturesOf(facts, index, trust));
  }
  return all;
}
