/**
 * The bar of the design, held by every kind of edit and by random sessions, in both modes.
 */
import assert from 'node:assert/strict';
import { packageExtension } from '../host/packageExtension';
import { allKinds } from './allKinds';
import { measures } from './confusion';
import { shortcomings, totalOf } from './outcome';
import type { KindOutcome } from './outcome';
import { randomSession, sessionsIn } from './random/runRandomSessions';
import { runAll } from './runAll';

const SESSIONS = 5;
const OPERATIONS = 300;
const modes = ['stable', 'precise'] as const;

describe('who wrote it, measured', () => {
  const outcomes: Record<(typeof modes)[number], readonly KindOutcome[]> = { stable: [], precise: [] };

  before(async function measureAll() {
    this.timeout(60 * 60_000);
    const vsix = await packageExtension(() => undefined);
    const random = { seed: 1, sessions: SESSIONS, operations: OPERATIONS };
    // Both at once: an editor waits more than it works.
    const runs = modes.map(async (mode) => {
      const say = (line: string): void => console.error(`${mode}: ${line}`);
      outcomes[mode] = await runAll({ mode, kinds: allKinds(), random, vsix, say });
    });
    await Promise.all(runs);
  });

  for (const mode of modes) {
    describe(`in ${mode} mode`, () => {
      const titles = [
        ...allKinds().map(({ name, title }) => ({ name, title: `${title} (${name})` })),
        ...(['fixture', 'copilot'] as const).flatMap((world) =>
          Array.from({ length: sessionsIn(world, SESSIONS) }, (_, index) => randomSession(world, index + 1)),
        ),
      ];
      for (const { name, title } of titles) {
        it(title, () => {
          const outcome = outcomes[mode].find(({ kind }) => kind.name === name);
          assert.ok(outcome !== undefined);
          assert.equal(outcome.error, null);
          assert.equal(measures(outcome.matrix).humanAsAi, 0, JSON.stringify(outcome.differences));
        });
      }

      it('reaches the bar over all of them', () => {
        assert.ok(totalOf(outcomes[mode]).chars > 1000);
        assert.deepEqual(shortcomings(mode, outcomes[mode]), []);
      });
    });
  }
});
