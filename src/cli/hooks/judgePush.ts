/**
 * pre-push, where the policy says `"enforce": "push"` or `"commit"`: the gate, over what the remote does not have yet.
 */
import { text } from 'node:stream/consumers';
import { CountersignError } from '../../core/errors';
import { refusalText, unjudgedText } from '../../core/gate/refusalText';
import type { Violation } from '../../core/gate/gateReport';
import type { Enforcement } from '../../core/policy/policy';
import { Gate } from '../../adapters/git/gate/gate';
import { policyAt } from '../../adapters/git/gate/policyAt';
import { pushedRanges } from '../../adapters/git/pushedRanges';
import { StatementSignoffs } from '../../adapters/git/statementSignoffs';
import { streamGit } from '../../adapters/node/streamGit';
import { rememberEnforcement } from './enforcement';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import type { Verdict } from './runHook';
import { sayLines } from './say';

/** Milliseconds. What is pushed may be the work of weeks. */
export const LEAST_FOR_PUSH = 20_000;

/** @throws CountersignError when it cannot be judged */
export async function judgePush(context: HookContext): Promise<Verdict> {
  const { git, repository, args, budget } = context;
  const [settings, told] = await Promise.all([readHookSettings(context), text(process.stdin)]);
  if (!settings.enabled) return 'passes';
  budget.allow(Math.max(LEAST_FOR_PUSH, settings.timeout ?? 0));
  const ranges = await pushedRanges(git, told, args[0] ?? '');
  const streams = (words: readonly string[]): AsyncIterable<Uint8Array> =>
    streamGit({ directory: repository.root, inHook: true }, words);
  const gate = new Gate({ run: git.run.bind(git), stream: streams }, new StatementSignoffs(git));
  const judgedBy: Enforcement[] = [];
  const violations: Violation[] = [];
  for (const ends of ranges) {
    try {
      const { policy } = await policyAt(git, ends.base);
      judgedBy.push(policy.enforce);
      if (policy.enforce !== 'warn') violations.push(...(await gate.checkBetween(ends)).report.violations);
    } catch (error) {
      // One branch with a broken policy must not let the others through.
      if (!CountersignError.is(error, 'policy-broken')) throw error;
      judgedBy.push('push');
      context.say(unjudgedText('push', error.message));
    }
  }
  await rememberEnforcement(context, judgedBy, true);
  const stopping = violations.filter(({ severity }) => severity !== 'information');
  if (stopping.length === 0) return 'passes';
  sayLines(refusalText('push', stopping).join('\n'));
  return 'refused';
}
