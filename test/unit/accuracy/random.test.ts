/**
 * Random sessions: made from a seed, and made shorter.
 */
import assert from 'node:assert/strict';
import { minimise } from '../../accuracy/random/minimise';
import { operationsOf } from '../../accuracy/random/randomKind';
import { randomSteps } from '../../accuracy/random/randomSteps';
import { parseSteps } from '../../accuracy/random/step';

describe('random sessions', () => {
  const operations = operationsOf('copilot');

  it('are the same for the same seed, and others for another', () => {
    assert.deepEqual(randomSteps(7, 50, operations), randomSteps(7, 50, operations));
    assert.notDeepEqual(randomSteps(7, 50, operations), randomSteps(8, 50, operations));
  });

  it('use every operation', () => {
    const used = new Set(randomSteps(1, 3000, operations).map(({ operation }) => operation));
    assert.deepEqual([...used].sort(), operations.map(({ name }) => name).sort());
  });

  it('come back from a file as they were', () => {
    const steps = randomSteps(1, 20, operations);
    assert.deepEqual(parseSteps(JSON.parse(JSON.stringify(steps))), steps);
    assert.equal(parseSteps([{ operation: 'type' }]), 'Step 0 is not one.');
    assert.equal(parseSteps({}), 'The steps are not a list.');
  });

  describe('made shorter', () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const needs = (needed: readonly number[]) => {
      let runs = 0;
      const fails = async (candidate: readonly number[]): Promise<boolean> => {
        runs++;
        return needed.every((number) => candidate.includes(number));
      };
      return { fails, runs: () => runs };
    };

    it('keep what makes them fail, in order, and nothing else', async () => {
      const { fails } = needs([3, 50, 97]);
      assert.deepEqual(await minimise(numbers, fails, 1000), [3, 50, 97]);
      assert.deepEqual(await minimise(numbers, needs([99]).fails, 1000), [99]);
    });

    it('stay as they are when every part is needed', async () => {
      assert.deepEqual(await minimise(numbers, needs(numbers).fails, 1000), numbers);
    });

    it('are tried no more often than allowed', async () => {
      const { fails, runs } = needs([3, 50, 97]);
      const shorter = await minimise(numbers, fails, 10);
      assert.equal(runs(), 10);
      assert.ok(shorter.length < 100 && [3, 50, 97].every((number) => shorter.includes(number)));
    });
  });
});
