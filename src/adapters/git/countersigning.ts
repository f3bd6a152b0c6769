/**
 * Reviewing and countersigning for the editor: what there is to sign in a working tree, and how signatures stand.
 */
import { signState } from '../../core/gate/signState';
import { wouldCount } from '../../core/gate/wouldCount';
import { CountersignError } from '../../core/errors';
import { acceptsSignatures } from '../../core/policy/acceptsSignatures';
import type { Policy } from '../../core/policy/policy';
import { committedBlock, type CommittedBlock } from '../../core/present/committedBlock';
import { rangesNow } from '../../core/present/rangesNow';
import { reviewText } from '../../core/present/reviewText';
import type { Translate } from '../../core/present/translate';
import type { Signoff } from '../../core/signing/signoff';
import { emailOf } from '../../core/commit/toolIdentities';
import { StoppableGit } from '../node/stoppableGit';
import { addTrailerToHead } from './addTrailerToHead';
import { checkUnpublishedHead } from './checkUnpublishedHead';
import { readCommit, readCommits, type Commit } from './commits';
import { demandsIn } from './gate/demandsIn';
import { Gate } from './gate/gate';
import { reviewedRange } from './gate/reviewedRange';
import { gitText, textOf } from './gitText';
import { makeStatement, type MadeStatement } from './makeStatement';
import { noteRemote } from './noteRemote';
import { readObjects } from './objects';
import { findRepository } from './repository';
import { reviewBase } from './reviewBase';
import { reviewedChange, type ReviewedChange } from './reviewedChange';
import { reviewerOf, type Reviewer } from './reviewerOf';
import { COUNTERSIGN_NOTES } from './sharedNotes';
import { pushNotes } from './shareNotes';
import { signingKeyOf } from './signingKeyOf';
import { StatementSignoffs } from './statementSignoffs';
import { addEnvelopes } from './statementStore';

/** Of a branch that cannot be compared with another, the newest commits are enough to choose among. */
const MOST_COMMITS = 200;

export interface Waiting {
  /** Whom the commits wait for. */
  readonly email: string;
  readonly changes: readonly ReviewedChange[];
}

/** Who would sign a change, and how: with a key, or where no key counts with a line in the message. */
export type Signer =
  | {
      readonly kind: 'signature';
      readonly reviewer: Reviewer;
      /** @throws CountersignError `signing-failed`, `git-failed` */
      readonly sign: (comment: string | null) => Promise<MadeStatement>;
    }
  | {
      readonly kind: 'trailer';
      readonly reviewer: Reviewer;
      /**
       * Gives the commit that took the place of the reviewed one.
       *
       * @throws CountersignError `git-failed`
       */
      readonly sign: () => Promise<Commit>;
    };

export class Countersigning {
  /** What is said about it. */
  readonly texts;
  /** Where committed lines are in a text as it is now. */
  readonly linesNow = rangesNow;
  private readonly git: StoppableGit;

  /**
   * @param root of the working tree
   * @param bases what the user compares branches with, first choice first
   */
  constructor(
    private readonly root: string,
    private readonly bases: readonly string[],
    private readonly t: Translate,
    signal: AbortSignal = new AbortController().signal,
  ) {
    this.git = new StoppableGit(root, signal);
    this.texts = reviewText(t);
  }

  /**
   * What of the current branch only lacks what this person can give, oldest change first.
   *
   * @throws CountersignError `signing-failed`, `policy-broken`, `unknown-revision`
   */
  async waiting(): Promise<Waiting> {
    const { email } = await reviewerOf(this.git);
    const range = await this.range();
    if (range === null) return { email, changes: [] };
    const changes = await reviewedRange(this.git, range, async (judged) => {
      const { ends, trust } = judged;
      const signoffs = await this.signoffs(trust.policy, ends.base);
      return demandsIn(judged).filter((demand) =>
        wouldCount(demand, trust.policy, signoffs, email.toLowerCase()),
      );
    });
    return { email, changes: changes.filter(({ files }) => files.length > 0) };
  }

  /** The commits that a reviewer may choose among, newest first. */
  async recent(): Promise<readonly Commit[]> {
    const base = await reviewBase(this.git, this.bases);
    const listed = async (...without: string[]): Promise<string[]> => {
      const { code, stdout } = await this.git.run(['rev-list', `-${MOST_COMMITS}`, 'HEAD', ...without, '--']);
      return code === 0 ? textOf(stdout).split('\n').slice(0, -1) : [];
    };
    const own = base === null ? [] : await listed(`^${base}`);
    const commits = await readCommits(this.git, own.length > 0 ? own : await listed());
    return commits.filter((commit) => commit !== null);
  }

  /** @throws CountersignError `unknown-revision`, `policy-broken`, `signing-failed` */
  async review(commit: string): Promise<ReviewedChange> {
    return reviewedChange(this.git, this.root, await readCommit(this.git, commit), this.bases);
  }

  /**
   * A file as a commit has it; empty when it has none.
   *
   * @param revision full id
   */
  async text(revision: string, path: string): Promise<string> {
    const [object] = await readObjects(this.git, [`${revision}:${path}`]);
    return object?.type === 'blob' ? textOf(object.content) : '';
  }

  /**
   * Who would sign a change, once it is sure that he can.
   *
   * @throws CountersignError `signing-failed`; `bad-usage` when only a trailer counts and the commit can get none
   */
  async signer(change: ReviewedChange): Promise<Signer> {
    const { git } = this;
    const reviewer = await reviewerOf(git);
    const isAuthor = emailOf(change.commit.author) === reviewer.email.toLowerCase();
    if (isAuthor && !change.trust.policy.countersign.selfAllowed)
      throw new CountersignError(
        'signing-failed',
        `${reviewer.email} wrote ${change.commit.id.slice(0, 10)}: somebody else has to countersign it.`,
      );
    if (!acceptsSignatures(change.trust.policy.countersign)) return this.trailerSigner(change, reviewer);
    const key = await signingKeyOf(git, this.root, `${reviewer.name} <${reviewer.email}>`);
    const sign = async (comment: string | null): Promise<MadeStatement> => {
      const made = await makeStatement(git, change, reviewer, comment, key);
      await addEnvelopes(git, [{ commit: change.commit.id, envelope: made.envelope }]);
      return made;
    };
    return { kind: 'signature', reviewer, sign };
  }

  private async trailerSigner(change: ReviewedChange, reviewer: Reviewer): Promise<Signer> {
    const { git } = this;
    const { countersign } = change.trust.policy;
    if (countersign.require === 'signature')
      throw new CountersignError(
        'signing-failed',
        'The policy accepts signatures only, and does not say whose keys count: let it name "allowedSigners".',
      );
    await checkUnpublishedHead(git, change.commit, countersign);
    const repository = await findRepository(git, this.root);
    return {
      kind: 'trailer',
      reviewer,
      sign: () => addTrailerToHead(git, repository, change, reviewer),
    };
  }

  /**
   * Pushes countersignatures to the remote that notes are shared with, and names it.
   *
   * @throws CountersignError `git-failed`, `bad-usage`
   */
  async share(): Promise<string> {
    const remote = await noteRemote(this.git, null);
    await pushNotes(this.git, COUNTERSIGN_NOTES, remote);
    return remote;
  }

  /** Changes whenever what `waiting` says may be another. */
  async waitingFingerprint(): Promise<string> {
    const [fingerprint, email] = await Promise.all([
      this.fingerprint(),
      this.git.run(['config', 'user.email']),
    ]);
    return `${fingerprint} ${textOf(email.stdout)}`;
  }

  /** Changes whenever what `committed` says may be another. */
  async fingerprint(): Promise<string> {
    const refs = ['refs/notes/ai', 'refs/notes/countersign'];
    const [base, tips, head] = await Promise.all([
      reviewBase(this.git, this.bases),
      gitText(this.git, ['for-each-ref', '--format=%(objectname)', ...refs]),
      this.git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    ]);
    return [base, tips, textOf(head.stdout)].join(' ');
  }

  /** Path → what is to be said of lines that are committed and not in the base yet. */
  async committed(): Promise<ReadonlyMap<string, readonly CommittedBlock[]>> {
    const blocks = new Map<string, CommittedBlock[]>();
    const range = await this.range();
    if (range === null) return blocks;
    const { ends, trust, judge } = await new Gate(this.git, { signoffs: async () => [] }).judge(range);
    const demands = judge.finish().filter(({ lines }) => lines.length > 0);
    const signoffs = demands.length === 0 ? [] : await this.signoffs(trust.policy, ends.base);
    for (const demand of demands) {
      const state = signState(demand, trust.policy, signoffs);
      if (state === null) continue;
      const { path } = demand.change;
      const block = committedBlock(demand, state, trust.policy, this.t);
      blocks.set(path, [...(blocks.get(path) ?? []), block]);
    }
    return blocks;
  }

  private async range(): Promise<string | null> {
    const base = await reviewBase(this.git, this.bases);
    return base === null ? null : `${base}..HEAD`;
  }

  private async signoffs(policy: Policy, base: string): Promise<readonly Signoff[]> {
    return acceptsSignatures(policy.countersign) ? new StatementSignoffs(this.git).signoffs(base) : [];
  }
}
