import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedBlocks } from '../../../src/core/ledger/changedBlocks';

/** The new elements, `+` those that were added; what is in no block must be equal. */
function picture(before: readonly string[], after: readonly string[]): string {
  const result: string[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const { oldFrom, oldTo, newFrom, newTo } of changedBlocks(before, after)) {
    assert.deepEqual(before.slice(oldAt, oldFrom), after.slice(newAt, newFrom));
    result.push(...after.slice(newAt, newFrom), ...after.slice(newFrom, newTo).map((one) => `+${one}`));
    [oldAt, newAt] = [oldTo, newTo];
  }
  assert.deepEqual(before.slice(oldAt), after.slice(newAt));
  return [...result, ...after.slice(newAt)].join(' ');
}

describe('changed blocks', () => {
  it('leave the brace where it was when a block is added behind it', () => {
    assert.equal(picture(['x', 'a', '}', 'y'], ['z', 'a', '}', 'b', '}', 'y']), '+z a } +b +} y');
  });

  it('take the last of equal elements as added', () => {
    assert.equal(picture(['x', 'a', '*', 'b'], ['y', 'a', '*', '*', 'b']), '+y a * +* b');
  });

  it('never touch each other, and lead from one sequence to the other', () => {
    const sequence = fc.array(fc.constantFrom('a', 'b', '}'), { maxLength: 12 });
    fc.assert(
      fc.property(sequence, sequence, (before, after) => {
        picture(before, after);
        const blocks = changedBlocks(before, after);
        for (const [index, { oldFrom, newFrom }] of blocks.entries()) {
          const last = blocks[index - 1];
          if (last !== undefined) assert.ok(oldFrom > last.oldTo && newFrom > last.newTo);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
