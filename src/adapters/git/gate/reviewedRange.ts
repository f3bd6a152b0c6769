/**
 * What a whole range has to countersign, as the gate asks for it. Each file is signed on the commit that changed it
 * last, where everybody who verifies signatures looks for it.
 */
import { textLines } from '../../../core/ledger/textLines';
import { CountersignError } from '../../../core/errors';
import type { Demand } from '../../../core/gate/demand';
import { joinedRanges } from '../../../core/gate/joinedRanges';
import { isRepositoryPath } from '../../../core/signing/reviewedText';
import type { Git, GitStreams } from '../../../core/ports';
import type { Trust } from '../../node/signing/trust';
import { readCommit } from '../commits';
import { gitText, textOf } from '../gitText';
import { readObjects } from '../objects';
import type { ReviewedChange, ReviewedFile } from '../reviewedChange';
import { demandsIn } from './demandsIn';
import { Gate, type JudgedRange } from './gate';
import type { GateRange } from './gateRange';
import { signedRule } from './signedRule';

const NO_SIGNATURES = { signoffs: () => Promise.resolve([]) };

/**
 * One change for each commit that has something to sign; of a range without any, the head with nothing.
 *
 * @param git runs in the root of the working tree
 * @param pick what of the range is meant; everything unless said otherwise
 * @throws CountersignError `bad-usage`, `unknown-revision`, `policy-broken`, `signing-failed`
 */
export async function reviewedRange(
  git: Git & GitStreams,
  range: string,
  pick: (judged: JudgedRange) => Promise<readonly Demand[]> = (judged) => Promise.resolve(demandsIn(judged)),
): Promise<ReviewedChange[]> {
  const judged = await new Gate(git, NO_SIGNATURES).judge(range);
  const { ends, trust } = judged;
  const { policyDigest } = trust;
  if (policyDigest === null)
    throw new CountersignError(
      'policy-broken',
      `There is no .countersign.json in ${ends.base.slice(0, 10)}, so nothing is critical: add a policy first.`,
    );
  const files = new Map<string, ReviewedFile[]>();
  /** Commits with a file that earlier ones of the range had a part in. */
  const shared = new Set<string>();
  for (const demands of byPath(await pick(judged)).values()) {
    const commit = await lastChange(git, ends, demands[0].change.path);
    if (demands.some(({ alone }) => !alone)) shared.add(commit);
    files.set(commit, [...(files.get(commit) ?? []), await reviewed(git, trust, commit, demands)]);
  }
  const commits = files.size === 0 ? [ends.head] : [...files.keys()];
  return Promise.all(
    commits.map(async (id) => {
      const commit = await readCommit(git, id);
      const since = shared.has(id) ? ends.fork : (commit.parents[0] ?? null);
      return { commit, since, trust: { ...trust, policyDigest }, files: files.get(id) ?? [] };
    }),
  );
}

function byPath(demands: readonly Demand[]): Map<string, [Demand, ...Demand[]]> {
  const files = new Map<string, [Demand, ...Demand[]]>();
  for (const demand of demands) {
    const known = files.get(demand.change.path);
    if (known === undefined) files.set(demand.change.path, [demand]);
    else known.push(demand);
  }
  return files;
}

/** Full id. Of a change that only came together in a merge, the head. */
async function lastChange(git: Git, { base, head }: GateRange, path: string): Promise<string> {
  const pathspec = `:(top,literal)${path}`;
  return (await gitText(git, ['rev-list', '-1', head, `^${base}`, '--', pathspec])).trim() || head;
}

async function reviewed(
  git: Git,
  trust: Trust,
  commit: string,
  demands: readonly [Demand, ...Demand[]],
): Promise<ReviewedFile> {
  const { change } = demands[0];
  const { path, formerPath, blob, formerBlob, deleted } = change;
  const rule = signedRule(trust, path, change.rule);
  if (!isRepositoryPath(path))
    throw new CountersignError(
      'signing-failed',
      `The name of ${JSON.stringify(path)} cannot be signed: rename the file without control characters.`,
    );
  const lines = joinedRanges(demands.flatMap((demand) => demand.lines));
  const [object] = change.lined ? await readObjects(git, [blob]) : [null];
  const all = object ? textLines(textOf(object.content)) : [];
  const texts = lines.flatMap(([first, last]) => all.slice(first - 1, last));
  const shown = demands.every(({ placed, reason }) => placed && reason === 'ai') ? 'ai' : 'all';
  const [last] = deleted ? await readObjects(git, [`${commit}^:${path}`]) : [];
  const gone = [...new Set([formerBlob, ...(last ? [last.id] : [])])];
  return { path, formerPath, blob, rule, lines, texts, shown, ...(deleted && { gone }) };
}
