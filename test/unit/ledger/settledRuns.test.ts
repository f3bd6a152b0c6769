/**
 * A text that is committed as it is has a short way to be settled, with the answer of the long one.
 */
import assert from 'node:assert/strict';
import { normaliseRuns, type Run } from '../../../src/core/ledger/runs';
import { settledRuns } from '../../../src/core/ledger/settledRuns';

const CASES: readonly (readonly [text: string, runs: readonly Run[]])[] = [
  ['', []],
  ['one', [{ length: 3, origin: 1 }]],
  ['one\n', [{ length: 4, origin: 1 }]],
  [
    'one\ntwo\n\n',
    [
      { length: 2, origin: 0 },
      { length: 0, origin: 3 },
      { length: 5, origin: 2 },
      { length: 2, origin: 1 },
    ],
  ],
];

describe('settled runs', () => {
  for (const [text, runs] of CASES)
    it(`are those of lines that are the same but for their ends: ${JSON.stringify(text)}`, () => {
      // With other line ends nothing is known of the text as a whole, and line by line it is compared.
      const otherEnds = text.replaceAll('\n', '\r\n');
      for (const pastOf of [(): number => 0, (id: number): number => -id])
        assert.deepEqual(
          normaliseRuns(settledRuns(text, runs, text, pastOf)),
          normaliseRuns(settledRuns(text, runs, otherEnds, pastOf)),
        );
    });
});
