/**
 * What of a commit there is to countersign: its critical files, their content, and the lines that a reviewer has to see.
 */
import { lineRanges } from '../../core/commit/lineRanges';
import { parseProvenanceTrailers } from '../../core/commit/parseTrailers';
import { textLines } from '../../core/ledger/textLines';
import type { FileAttribution, LineRange } from '../../core/model';
import type { CriticalRule, UnknownTreatment } from '../../core/policy/policy';
import { isRepositoryPath } from '../../core/signing/reviewedText';
import type { ReviewedPath } from '../../core/signing/statement';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import type { Trust } from '../node/signing/trust';
import type { Commit } from './commits';
import { textOf } from './gitText';
import { emptyTree } from './changes';
import { changedFiles, criticalChanges } from './gate/criticalChanges';
import { statesOfNote } from './notedStates';
import { readObjects } from './objects';
import { mainBeyond } from './reviewBase';
import { signedRule } from './gate/signedRule';
import { Provenance, type Knowledge } from './provenance';
import { trustAt } from './trustAt';

export interface ReviewedFile extends ReviewedPath {
  /** Path before the change, when it was another. */
  readonly formerPath: string | null;
  /** The text of each line to review, in order. */
  readonly texts: readonly string[];
  /** Why there are the lines that there are: those of an AI, or all because nobody knows which are. */
  readonly shown: 'ai' | 'all';
}

export interface ReviewedChange {
  readonly commit: Commit;
  /** Full id of the commit that a reviewer compares with; null: there was nothing before. */
  readonly since: string | null;
  /** What the commit was reviewed under. */
  readonly trust: Trust & { readonly policyDigest: string };
  /** Empty: there is nothing to countersign. */
  readonly files: readonly ReviewedFile[];
}

/**
 * Under the policy of the main branch, as the gate judges it: an earlier commit of the same branch must not decide what
 * there is to review. Of what is there already, under the policy before the commit; the first that has one brings its own.
 *
 * @param bases main branches that the user names, first choice first
 * @throws CountersignError `policy-broken` also when there is no policy
 */
export async function reviewedChange(
  git: Git,
  root: string,
  commit: Commit,
  bases: readonly string[] = [],
): Promise<ReviewedChange> {
  const { trust, at } = await policyFor(git, commit, await mainBeyond(git, bases, commit.id));
  const since = commit.parents[0] ?? null;
  const fork = since ?? (await emptyTree(git));
  const changed = await changedFiles(git, { base: fork, head: commit.id, fork, known: [] });
  const changes = await criticalChanges(git, changed, at, trust.policy);
  const critical = new Map(changes.map((change) => [change.path, change]));
  const noted = await statesOfNote(git, commit);
  const knowledge: Knowledge = {
    files: noted ?? new Map(),
    rulesFor: async () => (path) => critical.get(path)?.rule.name ?? null,
  };
  const { attribution } = await new Provenance(git, root, knowledge).commit(commit);
  const claimed = new Set(parseProvenanceTrailers(commit.message).critical.map(({ path }) => path));
  const files: Omit<ReviewedFile, 'blob' | 'texts'>[] = [];
  for (const file of attribution.files) {
    const change = critical.get(file.path);
    if (change === undefined) continue;
    const { path, formerPath, rule, formerBlob, deleted } = change;
    const wanted = wantedLines(file, rule, trust.policy.unknown, claimed);
    const gone = deleted && { gone: [formerBlob] };
    if (wanted !== null)
      files.push({ path, formerPath, rule: signedRule(trust, path, rule), ...wanted, ...gone });
  }
  return { commit, since, trust, files: await withContent(git, commit, files) };
}

async function policyFor(
  git: Git,
  commit: Commit,
  base: string | null,
): Promise<{ readonly trust: ReviewedChange['trust']; readonly at: string }> {
  for (const revision of [...(base === null ? [] : [base]), ...commit.parents.slice(0, 1), commit.id]) {
    const trust = await trustAt(git, revision);
    const { policyDigest } = trust;
    if (policyDigest !== null) return { trust: { ...trust, policyDigest }, at: revision };
  }
  throw new CountersignError(
    'policy-broken',
    `There is no .countersign.json in ${commit.id.slice(0, 10)}, so nothing in it is critical: add a policy first.`,
  );
}

/** Null: the rule asks for nothing here. */
function wantedLines(
  { path, ai, human, unknown, mixed }: FileAttribution,
  { countersign }: CriticalRule,
  treatment: UnknownTreatment,
  claimed: ReadonlySet<string>,
): Pick<ReviewedFile, 'lines' | 'shown'> | null {
  const when = countersign?.when ?? 'ai';
  const all = joined([...ai, ...human, ...unknown]);
  if (when === 'always') return { lines: all, shown: 'all' };
  const isUnknownMeant = when === 'unproven' || treatment === 'treat-as-ai';
  const lines = joined([...ai, ...mixed, ...(isUnknownMeant ? unknown : [])]);
  if (lines.length > 0) return { lines, shown: 'ai' };
  // The message says that an AI had a part in it, and no note says which.
  return claimed.has(path) ? { lines: all, shown: 'all' } : null;
}

function joined(ranges: readonly LineRange[]): LineRange[] {
  return lineRanges(ranges.flatMap(numbers));
}

function numbers([first, last]: LineRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

async function withContent(
  git: Git,
  commit: Commit,
  files: readonly Omit<ReviewedFile, 'blob' | 'texts'>[],
): Promise<ReviewedFile[]> {
  const odd = files.find(({ path }) => !isRepositoryPath(path));
  if (odd !== undefined)
    throw new CountersignError(
      'signing-failed',
      `The name of ${JSON.stringify(odd.path)} cannot be signed: rename the file without control characters.`,
    );
  const objects = await readObjects(
    git,
    files.map(({ path }) => `${commit.id}:${path}`),
  );
  return files.map((file, index) => {
    const object = objects[index];
    if (!object) return { ...file, blob: '0'.repeat(commit.id.length), texts: [] };
    const lines = textLines(textOf(object.content));
    const texts = file.lines.flatMap(numbers).map((line) => lines[line - 1] ?? '');
    return { ...file, blob: object.id, texts };
  });
}
