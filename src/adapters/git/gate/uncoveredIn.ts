/**
 * Whether tests run enough of what an AI wrote in a range, and the content of files that nobody measured.
 */
import { coverageAsk } from '../../../core/gate/coverage/coverageAsk';
import type { LineCoverage } from '../../../core/gate/coverage/lineCoverage';
import { missedFiles, uncoveredAiLines } from '../../../core/gate/coverage/uncoveredAiLines';
import type { GateJudge } from '../../../core/gate/gateJudge';
import type { Violation } from '../../../core/gate/gateReport';
import { CountersignError } from '../../../core/errors';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { gitText } from '../gitText';
import type { GateRange } from './gateRange';

/**
 * What tests do not run often enough.
 *
 * @throws CountersignError `bad-usage` when the policy asks for coverage and nobody measured it
 */
export async function uncoveredIn(
  git: Git,
  judge: GateJudge,
  policy: Policy,
  { head }: GateRange,
  coverage: LineCoverage | null,
): Promise<Violation[]> {
  const ask = coverageAsk(policy.coverage, coverage !== null);
  if (ask.kind === 'missing') throw new CountersignError('bad-usage', ask.sentence);
  if (ask.kind === 'none' || coverage === null) return [];
  const files = judge.aiLines();
  const texts = new Map<string, string>();
  for (const path of missedFiles(files, coverage))
    texts.set(path, await gitText(git, ['cat-file', 'blob', `${head}:${path}`]));
  return uncoveredAiLines(files, coverage, { minimum: ask.minimum, head }, texts);
}
