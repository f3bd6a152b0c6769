/**
 * The bar of the design, held by typing, ghost text, next edits and undo, in both modes. `npm run accuracy` measures all
 * kinds and random sessions.
 */
import assert from 'node:assert/strict';
import { packageExtension } from '../host/packageExtension';
import { kindsOfEveryRun } from './allKinds';
import { measures } from './confusion';
import { shortcomings, totalOf } from './outcome';
import type { KindOutcome } from './outcome';
import { runAll } from './runAll';

const modes = ['stable', 'precise'] as const;

describe('who wrote it, measured', () => {
  const outcomes: Record<(typeof modes)[number], readonly KindOutcome[]> = { stable: [], precise: [] };

  before(async function measureAll() {
    this.timeout(60 * 60_000);
    const vsix = await packageExtension(() => undefined);
    const random = { seed: 1, sessions: 0, operations: 0 };
    // Both at once: an editor waits more than it works.
    const runs = modes.map(async (mode) => {
      const say = (line: string): void => console.error(`${mode}: ${line}`);
      outcomes[mode] = await runAll({ mode, kinds: kindsOfEveryRun(), random, vsix, say });
    });
    await Promise.all(runs);
  });

  for (const mode of modes) {
    describe(`in ${mode} mode`, () => {
      for (const { name, title } of kindsOfEveryRun()) {
        it(`${title} (${name})`, () => {
          const outcome = outcomes[mode].find(({ kind }) => kind.name === name);
          assert.ok(outcome !== undefined);
          assert.equal(outcome.error, null);
          assert.equal(measures(outcome.matrix).humanAsAi, 0, JSON.stringify(outcome.differences));
        });
      }

      it('reaches the bar over all of them', () => {
        // Enough text was judged for the shares to mean something.
        assert.ok(totalOf(outcomes[mode]).chars > 10 * kindsOfEveryRun().length);
        assert.deepEqual(shortcomings(mode, outcomes[mode]), []);
      });
    });
  }
});
