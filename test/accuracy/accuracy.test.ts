/**
 * The bar of the design, held by every kind of edit but the chat's in stable mode, by the most frequent kinds in precise
 * mode, and by random sessions in either. `npm run accuracy` measures everything in either, and more seeds on demand.
 */
import assert from 'node:assert/strict';
import { packageExtension } from '../host/packageExtension';
import { frequentKinds, kindsOfEveryRun } from './allKinds';
import { measures } from './confusion';
import type { Kind } from './kind';
import { shortcomings, totalOf } from './outcome';
import type { KindOutcome } from './outcome';
import { randomSession, seedsIn } from './random/sessionJobs';
import { runAll } from './runAll';

const modes = ['stable', 'precise'] as const;

/**
 * Stable mode is what users have, so it has nearly all kinds; the random sessions are shared so that both editors end at
 * about the same time. `npm run accuracy` measures all of it in both.
 */
const kinds = { stable: kindsOfEveryRun(), precise: frequentKinds() };
const sessions = { operations: 300, withChat: false, minimises: false };
const random = {
  stable: { ...sessions, seed: 4, sessions: 2 },
  precise: { ...sessions, seed: 1, sessions: 3 },
};

/** Everything that is measured in a mode. */
function measuredIn(mode: (typeof modes)[number]): readonly Pick<Kind, 'name' | 'title'>[] {
  return [...kinds[mode], ...seedsIn('fixture', random[mode]).map((seed) => randomSession('fixture', seed))];
}

describe('who wrote it, measured', () => {
  const outcomes: Record<(typeof modes)[number], readonly KindOutcome[]> = { stable: [], precise: [] };

  before(async function measureAll() {
    this.timeout(80 * 60_000);
    const vsix = await packageExtension(() => undefined);
    const say = (line: string): void => console.error(line);
    // Both at once: an editor waits more than it works.
    await Promise.all(
      modes.map(async (mode) => {
        outcomes[mode] = await runAll({ mode, kinds: kinds[mode], random: random[mode] }, { vsix, say });
      }),
    );
  });

  for (const mode of modes) {
    describe(`in ${mode} mode`, () => {
      for (const { name, title } of measuredIn(mode)) {
        it(`${title} (${name})`, () => {
          const outcome = outcomes[mode].find(({ kind }) => kind.name === name);
          assert.ok(outcome !== undefined);
          assert.equal(outcome.error, null);
          assert.equal(measures(outcome.matrix).humanAsAi, 0, JSON.stringify(outcome.differences));
        });
      }

      it('reaches the bar over all of them', () => {
        // Enough text was judged for the shares to mean something.
        assert.ok(totalOf(outcomes[mode]).chars > 10 * measuredIn(mode).length);
        assert.deepEqual(shortcomings(mode, outcomes[mode]), []);
      });
    });
  }
});
