/**
 * Lets the gate judge what git is about to do. It fails open: what cannot be judged goes on, and the user is told.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CountersignError } from '../../core/errors';
import { unjudgedText, type Refused } from '../../core/gate/refusalText';
import { policyFileName } from '../../core/policy/policy';
import { LEAST_ROOM, roomIn } from '../../adapters/node/roomIn';
import type { HookContext } from './hookContext';
import { loadProgram } from './loadProgram';
import type { Verdict } from './runHook';

type Judges = Pick<typeof import('../main'), 'judgeCommit' | 'judgePush'>;

/** Null: there is no policy, and none that is remembered. */
export async function enforce(context: HookContext, what: Refused): Promise<Verdict> {
  const { root, gitDir, stateDir } = context.repository;
  if (!existsSync(join(root, policyFileName)) && !existsSync(join(stateDir, 'enforcement'))) return 'passes';
  try {
    if (what === 'commit' && roomIn(gitDir) < LEAST_ROOM)
      throw new Error('the disk is nearly full; make room');
    const { judgeCommit, judgePush } = loadProgram('cli') as Judges;
    return await context.budget.within((what === 'commit' ? judgeCommit : judgePush)(context));
  } catch (error) {
    context.say(unjudgedText(what, reasonOf(error, context)));
    return 'passes';
  }
}

function reasonOf(error: unknown, { budget }: HookContext): string {
  if (budget.left === 0) return 'it took too long; allow more with: git config countersign.hookTimeout 30000';
  if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')
    return 'a program of the hooks is missing; run: countersign hooks install';
  return CountersignError.is(error) || error instanceof Error ? error.message : String(error);
}
