// People are counted by names and keys together, as many as they can be and no more.
import assert from 'node:assert/strict';
import { countVoices, type Voice } from '../../../src/core/gate/voices';

const voices = (...pairs: string[]): Voice[] =>
  pairs.map((pair) => {
    const [email = '', key] = pair.split(' ');
    return { email, key: key ?? null };
  });

describe('voices', () => {
  const cases: [expected: number, pairs: string[]][] = [
    [0, []],
    [1, ['a K1', 'a K2']],
    [1, ['a K1', 'b K1']],
    [2, ['a K1', 'a K2', 'b K1']],
    [2, ['b K1', 'a K1', 'a K2']],
    [2, ['a K1', 'b K1', 'b K2', 'c K2']],
    [3, ['a K1', 'a K2', 'b K1', 'b K3', 'c K1']],
    [2, ['a', 'b', 'a']],
    [1, ['a', 'a K1']],
    [2, ['a', 'a K1', 'b K1']],
  ];
  for (const [expected, pairs] of cases)
    it(`of ${pairs.join(', ') || 'nobody'} are ${expected}`, () =>
      assert.equal(countVoices(voices(...pairs)), expected));
});
