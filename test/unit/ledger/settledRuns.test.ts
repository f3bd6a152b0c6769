/**
 * What a commit leaves of the runs of a text: nothing of the lines that it holds, not even the mark of what an AI
 * removed from one of them, which alone would make the line an AI's.
 */
import assert from 'node:assert/strict';
import { normaliseRuns, type Run } from '../../../src/core/ledger/runs';
import { settledRuns } from '../../../src/core/ledger/settledRuns';

const WHOLE: readonly (readonly [text: string, runs: readonly Run[]])[] = [
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

describe('settledRuns', () => {
  const [person, ai] = [1, 2];

  it('drops the mark of what an AI removed from the middle of a committed line, beside lines that are not', () => {
    const runs = [
      { length: 4, origin: person },
      { length: 0, origin: ai },
      { length: 5, origin: person },
      { length: 4, origin: ai },
    ];
    const settled = settledRuns('mine too\nnew\n', runs, 'mine too\nold\n');
    assert.deepEqual(settled, [
      { length: 4, origin: 0 },
      { length: 5, origin: 0 },
      { length: 4, origin: ai },
    ]);
  });

  it('keeps the mark between lines, where committed lines are missing', () => {
    const runs = [
      { length: 5, origin: 0 },
      { length: 0, origin: ai },
      { length: 6, origin: 0 },
    ];
    assert.deepEqual(settledRuns('mine\nyours\n', runs, 'mine\nremoved\nyours\n'), runs);
  });

  for (const [text, runs] of WHOLE)
    it(`are the same for a text that is committed as a whole as line by line: ${JSON.stringify(text)}`, () => {
      // With other line ends nothing is known of the text as a whole.
      const otherEnds = text.replaceAll('\n', '\r\n');
      for (const pastOf of [(): number => 0, (id: number): number => -id])
        assert.deepEqual(
          normaliseRuns(settledRuns(text, runs, text, pastOf)),
          normaliseRuns(settledRuns(text, runs, otherEnds, pastOf)),
        );
    });
});
