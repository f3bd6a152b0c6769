/**
 * Which countersignatures belong to a commit, and which of them count. A statement belongs to every commit that has the
 * very content that was reviewed, so it outlives a rebase or a squash, and to the commit that was reviewed, where one
 * changed byte makes it void.
 */
import { printable } from '../commit/sanitise';
import type { CommitFacts } from './commitFacts';
import type { Countersignature } from './countersignature';
import { isSignedContent } from './isSignedContent';
import type { JudgedStatement } from './judgedStatement';
import { problem, type Problem } from './problem';
import { ruleProblem } from './ruleProblem';
import type { ReviewedPath } from './statement';
import type { StatementIndex } from './statementIndex';
import type { Terms } from './terms';

/** Every countersignature of one commit, those that count first. */
export function countersignaturesOf(
  commit: CommitFacts,
  index: StatementIndex,
  terms: Terms,
): Countersignature[] {
  const near = index.near(commit);
  const signed = oneKeyOneVoice(near.flatMap((judged) => fitting(commit, judged, terms)));
  const covered = new Set(signed.filter(isGood).flatMap(({ paths }) => paths));
  const stale = near.flatMap((judged) => changedSince(commit, judged, covered));
  const all = [...signed, ...stale];
  return [...all, ...trailersOf(commit, all, terms)].sort((a, b) => Number(isGood(b)) - Number(isGood(a)));
}

/** For the paths whose content is what was reviewed. */
function fitting(commit: CommitFacts, judged: JudgedStatement, terms: Terms): Countersignature[] {
  const paths = judged.statement?.paths ?? [];
  const same = paths.filter((reviewed) => isSame(commit, reviewed));
  if (same.length === 0) return [];
  return [countersignature(commit, judged, same, judged.problem ?? problemHere(commit, judged, same, terms))];
}

function isSame({ changed, former }: CommitFacts, reviewed: ReviewedPath): boolean {
  const { path } = reviewed;
  return isSignedContent(reviewed, changed.get(path) ?? '', former.get(path) ?? []);
}

/** For the paths whose content is another now, unless somebody reviewed that content since. */
function changedSince(
  commit: CommitFacts,
  judged: JudgedStatement,
  covered: ReadonlySet<string>,
): Countersignature[] {
  const { statement, notedOn } = judged;
  const isNamed = notedOn.includes(commit.id) || statement?.commit === commit.id;
  if (statement === null) return [countersignature(commit, judged, [], judged.problem)];
  if (!isNamed && !isFormer(commit, judged)) return [];
  const changed = statement.paths.filter((reviewed) => {
    const { path } = reviewed;
    return !isSame(commit, reviewed) && (isNamed || commit.changed.has(path)) && !covered.has(path);
  });
  if (changed.length === 0) return [];
  const names = printable(changed.map(({ path }) => path).join(', '));
  const found = problem('content-changed', `The content changed since it was signed (${names}): sign again.`);
  return [countersignature(commit, judged, changed, judged.problem ?? found)];
}

/** Git keeps author and time when it makes a commit anew. */
function isFormer(commit: CommitFacts, { statement }: JudgedStatement): boolean {
  return (
    statement !== null &&
    statement.authorEmail.toLowerCase() === commit.authorEmail &&
    statement.authoredAt === commit.authoredAt
  );
}

function problemHere(
  commit: CommitFacts,
  { email }: JudgedStatement,
  paths: readonly ReviewedPath[],
  { policy, ruleOf }: Terms,
): Problem | null {
  if (email.toLowerCase() === commit.authorEmail && !policy.countersign.selfAllowed) return selfSigned();
  return paths.map((path) => ruleProblem(path, ruleOf)).find((found) => found !== null) ?? null;
}

function selfSigned(): Problem {
  return problem('self-signed', 'The author of the commit signed it: somebody else has to.');
}

function countersignature(
  commit: CommitFacts,
  { statement, email, key }: JudgedStatement,
  paths: readonly ReviewedPath[],
  found: Problem | null,
): Countersignature {
  return {
    commit: commit.id,
    email,
    name: statement?.reviewer.name ?? '',
    key,
    kind: 'signature',
    paths: paths.map(({ path }) => path),
    comment: statement?.comment ?? null,
    reviewedAt: statement?.reviewedAt ?? null,
    problem: found,
  };
}

/** Two names on one key are one person. */
function oneKeyOneVoice(signed: readonly Countersignature[]): Countersignature[] {
  const holders = new Map<string, string>();
  return signed.map((one) => {
    if (!isGood(one) || one.key === null) return one;
    const holder = holders.get(one.key) ?? one.email;
    holders.set(one.key, holder);
    if (holder === one.email) return one;
    return { ...one, problem: problem('same-key', `It is the key of ${holder}, which counts once.`) };
  });
}

function trailersOf(
  commit: CommitFacts,
  signed: readonly Countersignature[],
  { policy }: Terms,
): Countersignature[] {
  const signers = new Set(signed.filter(isGood).map(({ email }) => email.toLowerCase()));
  const { require, selfAllowed } = policy.countersign;
  return commit.trailers.map(({ name, email }): Countersignature => {
    const isUnproven = require === 'signature' && !signers.has(email);
    const isSelf = email === commit.authorEmail && !selfAllowed;
    return {
      ...{ commit: commit.id, email, name: printable(name), key: null, kind: 'trailer', paths: [] },
      ...{ comment: null, reviewedAt: null },
      problem: isUnproven
        ? problem('not-signed', 'The policy asks for a signature: run countersign sign.')
        : isSelf
          ? selfSigned()
          : null,
    };
  });
}

function isGood({ problem: found }: Countersignature): boolean {
  return found === null;
}
