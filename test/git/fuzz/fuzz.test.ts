/**
 * Random sessions against the model, from the first seed on: what fails is told with what repeats it.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHookProgram } from '../support';
import { describeOutcome } from './describe';
import { runSession, stepsOf } from './session';

const SESSIONS = 8;
const STEPS = 50;
/** So many operations have something to do in all sessions together, at least. */
const LEAST_DONE = 200;

describe('random edits and git operations', () => {
  let programs: string;
  let done = 0;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildHookProgram(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  for (let seed = 1; seed <= SESSIONS; seed++) {
    it(`leave every line with its author (seed ${seed})`, async () => {
      const outcome = await runSession(stepsOf(seed, STEPS), { programs });
      done += outcome.done;
      assert.deepEqual(outcome.faults, [], describeOutcome(seed, outcome));
    }).timeout(180_000);
  }

  it('have been enough', () => assert.ok(done >= LEAST_DONE, `only ${done} operations had something to do`));
});
