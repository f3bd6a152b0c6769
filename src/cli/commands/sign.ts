/**
 * `countersign sign`: shows what there is to review in commits, and signs it off.
 */
import { addTrailerToHead } from '../../adapters/git/addTrailerToHead';
import { checkUnpublishedHead } from '../../adapters/git/checkUnpublishedHead';
import { readCommit } from '../../adapters/git/commits';
import { findRepository, type Repository } from '../../adapters/git/repository';
import { reviewedRange } from '../../adapters/git/gate/reviewedRange';
import { reviewedChange, type ReviewedChange } from '../../adapters/git/reviewedChange';
import { makeStatement } from '../../adapters/git/makeStatement';
import { reviewerOf, type Reviewer } from '../../adapters/git/reviewerOf';
import { signingKeyOf } from '../../adapters/git/signingKeyOf';
import { addEnvelopes } from '../../adapters/git/statementStore';
import { isComment, LONGEST_COMMENT } from '../../core/signing/reviewedText';
import type { Problem } from '../../core/signing/problem';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import type { Git, GitStreams } from '../../core/ports';
import type { Command, CommandContext, ExitCode } from '../command';
import { describeReview } from '../describeReview';
import { parseArguments } from '../parseArguments';

const USAGE = 'sign <commit…> [--comment TEXT] [--trailer] [--yes] [--json]';
const MOST_COMMITS = 1000;

/** One commit that was signed off, as the JSON answer has it. */
interface Signed {
  readonly commit: string;
  readonly email: string;
  readonly key: string | null;
  readonly kind: 'signature' | 'trailer';
  readonly paths: readonly { readonly path: string; readonly rule: string; readonly blob: string }[];
  /** The commit that has the trailer now. */
  readonly rewritten: string | null;
  readonly problem: Problem | null;
}

export const sign: Command = {
  usage: USAGE,
  summary: 'countersign the AI lines in critical files of commits',
  async run(args, context): Promise<ExitCode> {
    const rules = {
      flags: ['trailer', 'yes', 'json'],
      values: ['comment'],
      words: [1, MOST_COMMITS],
    } as const;
    const { words, flags, values } = parseArguments(args, rules, USAGE);
    const comment = commentOf(values.get('comment'));
    const repository = await findRepository(context.gitIn(context.directory), context.directory);
    const git = context.gitIn(repository.root);
    const changes = await reviewedChanges(git, repository, words);
    const asked = changes.filter(({ files }) => files.length > 0);
    const shown = (text: string): void =>
      flags.has('json') ? context.output.complain(text.trimEnd()) : context.output.write(text);
    for (const { commit, files } of changes) if (files.length === 0) tellNothing(commit.id, flags, context);
    const signOff = await signerFor(git, repository, asked, flags.has('trailer'), comment);
    for (const change of asked) shown(describeReview(change, context.output.colours));
    const signed = asked.length > 0 && (await mayGoOn(asked, flags, context)) ? await signOff() : [];
    tell(signed, changes, flags, context);
    return asked.length > 0 && signed.length === 0 ? 1 : 0;
  },
};

function commentOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (isComment(text)) return text;
  throw new CountersignError(
    'bad-usage',
    `A comment is one line of at most ${LONGEST_COMMENT} printable characters: shorten it.`,
  );
}

async function reviewedChanges(
  git: Git & GitStreams,
  { root }: Repository,
  names: readonly string[],
): Promise<ReviewedChange[]> {
  const ranges = names.filter((name) => name.includes('..'));
  const single = names.filter((name) => !name.includes('..'));
  const commits = await Promise.all(single.map((name) => readCommit(git, name)));
  const distinct = [...new Map(commits.map((commit) => [commit.id, commit])).values()];
  const changes: ReviewedChange[] = [];
  for (const commit of distinct) changes.push(await reviewedChange(git, root, commit));
  for (const range of ranges) changes.push(...(await reviewedRange(git, range)));
  return changes;
}

/** What is wrong with key or commit is said before anybody reads and answers. */
async function signerFor(
  git: Git,
  repository: Repository,
  asked: readonly ReviewedChange[],
  isTrailer: boolean,
  comment: string | null,
): Promise<() => Promise<Signed[]>> {
  if (asked.length === 0) return () => Promise.resolve([]);
  const reviewer = await reviewerOf(git);
  if (isTrailer) {
    const change = onlyOne(asked);
    await checkUnpublishedHead(git, change.commit, change.trust.policy.countersign);
    return () => withTrailer(git, repository, change, reviewer);
  }
  const key = await signingKeyOf(git, repository.root, `${reviewer.name} <${reviewer.email}>`);
  return async () => {
    const signed: Signed[] = [];
    const envelopes: { commit: string; envelope: string }[] = [];
    for (const change of asked) {
      const made = await makeStatement(git, change, reviewer, comment, key);
      envelopes.push({ commit: change.commit.id, envelope: made.envelope });
      signed.push(outcome(change, reviewer, { ...made, kind: 'signature', rewritten: null }));
    }
    await addEnvelopes(git, envelopes);
    return signed;
  };
}

function onlyOne(asked: readonly ReviewedChange[]): ReviewedChange {
  const [change, second] = asked;
  if (change === undefined || second !== undefined)
    throw new CountersignError('bad-usage', 'Only the last commit can get a trailer: name that one alone.');
  if (change.trust.policy.countersign.require === 'signature')
    throw new CountersignError(
      'bad-usage',
      'The policy accepts signatures only: run countersign sign without --trailer.',
    );
  return change;
}

async function withTrailer(
  git: Git,
  repository: Repository,
  change: ReviewedChange,
  reviewer: Reviewer,
): Promise<Signed[]> {
  const made = await addTrailerToHead(git, repository, change, reviewer);
  const how = { key: null, kind: 'trailer', rewritten: made.id, problem: null } as const;
  return [outcome(change, reviewer, how)];
}

function outcome(
  { commit, files }: ReviewedChange,
  { email }: Reviewer,
  { key, kind, rewritten, problem }: Pick<Signed, 'key' | 'kind' | 'rewritten' | 'problem'>,
): Signed {
  const paths = files.map(({ path, rule, blob, lines }) => ({ path, rule, blob, lines }));
  return { commit: commit.id, email, key, kind, paths, rewritten, problem };
}

async function mayGoOn(
  asked: readonly ReviewedChange[],
  flags: ReadonlySet<string>,
  { ask, output }: CommandContext,
): Promise<boolean> {
  if (flags.has('yes')) return true;
  const what = asked.length === 1 ? 'this change' : `these ${asked.length} changes`;
  const answer = (await ask?.(`Countersign ${what}? [y/N] `)) ?? null;
  if (answer === null)
    throw new CountersignError(
      'bad-usage',
      'Nobody can be asked without a terminal: read what is above, and add --yes to sign it.',
    );
  const agreed = /^y(?:es)?$/i.test(answer.trim());
  if (!agreed) output.complain('countersign: Nothing was signed.');
  return agreed;
}

function tellNothing(id: string, flags: ReadonlySet<string>, { output }: CommandContext): void {
  if (!flags.has('json'))
    output.write(
      `Nothing in ${id.slice(0, 10)} needs a countersignature: no AI line is in a critical file.\n`,
    );
}

function tell(
  signed: readonly Signed[],
  changes: readonly ReviewedChange[],
  flags: ReadonlySet<string>,
  { output }: CommandContext,
): void {
  for (const { problem } of signed)
    if (problem !== null)
      output.complain(`countersign: Signed, but it does not count yet. ${problem.sentence}`);
  if (flags.has('json')) {
    const nothing = changes.filter(({ files }) => files.length === 0).map(({ commit }) => commit.id);
    output.write(safeJson({ signed: signed.map(answerOf), nothing }));
    return;
  }
  for (const one of signed) output.write(`${sentence(one)}\n`);
}

function answerOf({ problem, ...one }: Signed): object {
  return { ...one, reason: problem?.kind ?? null, detail: problem?.sentence ?? null };
}

function sentence({ commit, email, key, rewritten }: Signed): string {
  const name = commit.slice(0, 10);
  if (key !== null)
    return `Countersigned ${name} as ${email} with the key ${key}. Share it with countersign notes push.`;
  if (rewritten === commit) return `${name} is countersigned by ${email} already.`;
  return `Countersigned ${name} as ${email}: it is ${(rewritten ?? '').slice(0, 10)} now.`;
}
